/** What a run should end with while the fault is on: a broken promise, a strained one, a target that fits no more, or nothing at all. */
export type FaultEffect = 'failed' | 'degraded' | 'misconfigured' | 'harmless';

export interface Fault {
  /** One line for a person choosing a switch. */
  description: string;
  effect: FaultEffect;
  /** Takes a host suffix (`dns:images`); the API host is meant without one. */
  perHost?: true;
}

/** What a system can show, by the id that switches it on, and the hosts that a fault can be pinned to. */
export interface FaultCatalogue {
  faults: Readonly<Record<string, Fault>>;
  /** The API's is `api`. */
  hosts: readonly string[];
}

/** What a part of the demo asks, at every request: is this switch on? Per-host faults are asked as `dns:api`. */
export interface Faults {
  has(id: string): boolean;
}

/** The switches of one boot. */
export interface FaultSwitches extends Faults {
  /** What is on, in full form (`dns` reads `dns:api`). */
  readonly ids: readonly string[];
  /** Throws an `Error` that lists the valid ids when it knows no such fault. */
  turnOn(id: string): void;
  turnOff(id: string): void;
}

/**
 * Switches with these faults on.
 *
 * @throws {Error} that lists the valid ids when one of them is unknown.
 */
export function createSwitches(catalogue: FaultCatalogue, ids: readonly string[] = []): FaultSwitches {
  const full = (id: string) => fullId(id, catalogue);
  const on = new Set(ids.map(full));
  return {
    has: (id) => on.has(id),
    get ids() {
      return [...on];
    },
    turnOn: (id) => void on.add(full(id)),
    turnOff: (id) => void on.delete(full(id)),
  };
}

function fullId(id: string, catalogue: FaultCatalogue): string {
  const { hosts } = catalogue;
  const [name = '', host, ...rest] = id.split(':');
  const fault = findFault(name, catalogue);
  if (!fault || rest.length > 0) throw unknownFault(id, catalogue);
  if (!fault.perHost) {
    if (host !== undefined) throw new Error(`The fault "${name}" takes no host, but got ":${host}".`);
    return name;
  }
  const chosen = host ?? 'api';
  if (!hosts.includes(chosen)) {
    throw new Error(`The fault "${name}" knows no host "${chosen}". Hosts: ${hosts.join(', ')}.`);
  }
  return `${name}:${chosen}`;
}

const findFault = (name: string, { faults }: FaultCatalogue): Fault | undefined =>
  Object.hasOwn(faults, name) ? faults[name] : undefined;

function unknownFault(id: string, { faults, hosts }: FaultCatalogue): Error {
  const valid = Object.entries(faults).map(([name, { perHost }]) => (perHost ? `${name}[:${hosts.join('|')}]` : name));
  return new Error(`Unknown fault "${id}". Valid faults: ${valid.join(', ')}.`);
}
