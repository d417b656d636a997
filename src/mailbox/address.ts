/** Who writes: `c` the client, `b` the counsellor (Beratung). Each log has one writing and one reading side. */
export type LogName = 'c' | 'b';

/** Four digits: the last entry that a log can have. */
export const LAST_NUMBER = 9999;
/** Longest entry on the wire, in bytes, as config/nginx/ablage.conf has it. */
export const ENTRY_MAX = 32 * 1024;

/** Where an entry lies: `<base>/<26 characters>/c0001`. */
export function entryAddress(base: string, folder: string, log: LogName, number: number): string {
  return `${base}/${folder}/${entryName(log, number)}`;
}

/** The name of an entry in its folder, from `c0001` to `c9999`. */
export function entryName(log: LogName, number: number): string {
  return `${log}${String(number).padStart(4, '0')}`;
}
