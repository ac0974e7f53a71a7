/** Lasting ones, until they are ended, are used up, or the person disconnects. */
export const LASTING_FAULTS = ['refuse-upgrade', 'withhold-heartbeat', 'delay', 'lose', 'duplicate'] as const;
export type LastingFault = (typeof LASTING_FAULTS)[number];

/** Done at once, and over with it. */
export const SUDDEN_FAULTS = ['close-engine', 'drop-transport'] as const;
export type SuddenFault = (typeof SUDDEN_FAULTS)[number];

export type FaultName = LastingFault | SuddenFault;

/** Those that are on: milliseconds of `delay`, how many messages are left of `lose` and `duplicate`, 1 of the others. */
export type FaultsOn = Readonly<Partial<Record<LastingFault, number>>>;

/** Why a fault is over. */
export type FaultEnd = 'by hand' | 'used up' | 'disconnected';
