export const NumberPanel = () => null;
