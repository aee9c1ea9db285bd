import { lookup as resolveName } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';
import { Problem } from '../../model/problem.ts';

/**
 * Addresses no source may be at: those that mean this very network segment, where clouds serve the machine's own credentials, and those that are
 * nobody's. Private networks and this machine are allowed: a company's own servers are there.
 */
const closed = new BlockList();
closed.addSubnet('0.0.0.0', 8, 'ipv4');
closed.addSubnet('169.254.0.0', 16, 'ipv4');
closed.addSubnet('224.0.0.0', 3, 'ipv4');
closed.addAddress('100.100.100.200', 'ipv4');
closed.addAddress('192.0.0.192', 'ipv4');
closed.addAddress('::', 'ipv6');
closed.addSubnet('fe80::', 10, 'ipv6');
closed.addSubnet('ff00::', 8, 'ipv6');
closed.addAddress('fd00:ec2::254', 'ipv6');
closed.addSubnet('64:ff9b::a9fe:0', 112, 'ipv6');

const closedNames = /^(metadata\.google\.internal|metadata|instance-data(\..*)?)\.?$/i;

/** Whether an IP address is one no source may be at; an IPv4 address inside an IPv6 one is looked at as itself. */
export const isClosedAddress = (address: string): boolean => {
  const plain = address.replace(/^\[|\]$/g, '').replace(/%.*$/, '');
  const family = isIP(plain);
  if (family === 0) return false;
  return closed.check(plain, family === 4 ? 'ipv4' : 'ipv6');
};

export const closedAddress = (host: string): Problem =>
  new Problem({
    code: 'source_address_closed',
    kind: 'input',
    text: {
      ru: `По адресу ${host} источник быть не может: это служебный адрес сети (link-local или метаданные облака).`,
      en: `A source can’t be at ${host}: it is a service address of the network (link-local or cloud metadata).`,
    },
    where: { host },
  });

const unknownHost = (host: string): Problem =>
  new Problem({
    code: 'source_unreachable',
    kind: 'input',
    text: {
      ru: `Сервер ${host} не найден: проверьте адрес и сеть.`,
      en: `The server ${host} was not found: check the address and the network.`,
    },
    where: { host },
  });

/** The IP addresses of a host, each of them allowed. Problems: `source_address_closed`, `source_unreachable`. */
export const openAddresses = async (host: string): Promise<{ address: string; family: number }[]> => {
  const name = host.replace(/^\[|\]$/g, '');
  if (closedNames.test(name)) throw closedAddress(host);
  const found =
    isIP(name) > 0
      ? [{ address: name, family: isIP(name) }]
      : await resolveName(name, { all: true }).catch(() => {
          throw unknownHost(host);
        });
  if (found.length === 0) throw unknownHost(host);
  if (found.some(({ address }) => isClosedAddress(address))) throw closedAddress(host);
  return found;
};
