import { encode } from 'uqr';

/** ISO/IEC 18004 §5.3.8: four modules of white on every side, without which scanners do not find the code. */
const QUIET_ZONE = 4;

/** A QR code as it is drawn: into a square of `size` by `size` units, white, this path filled with black. */
export interface QrCode {
  readonly size: number;
  readonly path: string;
}

/**
 * The link as a QR code. Error correction M (15 %): a sheet of paper gets folded; more would make the squares too small
 * for a cheap printer. Where the size leaves room for more correction, it is taken.
 */
export function qrOf(link: string): QrCode {
  const { data, size } = encode(link, { ecc: 'M', boostEcc: true, border: QUIET_ZONE });
  return { size, path: data.map(rowPath).join('') };
}

/** One rectangle for each run of black squares: a fifth of the elements, and no hairlines between them on paper. */
function rowPath(row: readonly boolean[], y: number): string {
  let path = '';
  for (let x = 0; x < row.length; x++) {
    if (row[x] !== true) continue;
    const from = x;
    while (row[x + 1] === true) x++;
    path += `M${from} ${y}h${x + 1 - from}v1H${from}z`;
  }
  return path;
}
