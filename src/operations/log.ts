/** Writes one line for whoever runs the product; never for its user. */
export type Log = (level: 'error' | 'warn' | 'info' | 'debug', message: string, details?: unknown) => void;
