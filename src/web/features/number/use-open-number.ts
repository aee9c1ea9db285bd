import { useChangeView } from '../../shell/view.ts';
import { type NumberAddress, writeNumber } from './address.ts';

/** Opens how a number was made, at the side of the page. */
export const useOpenNumber = (): ((address: NumberAddress) => void) => {
  const change = useChangeView();
  return (address) => change({ number: writeNumber(address), rows: undefined });
};
