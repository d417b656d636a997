/** One row of the budget table. */
export interface Row {
  readonly what: string;
  readonly measured: string;
  readonly budget: string;
  /** Null where it cannot be measured yet. */
  readonly holds: boolean | null;
}

/** The rows as text in columns, each with its verdict. */
export function printed(rows: readonly Row[]): string {
  const header = { what: 'what', measured: 'measured', budget: 'budget' };
  const width = (key: keyof typeof header): number => Math.max(...[header, ...rows].map((row) => row[key].length));
  const columns = { what: width('what'), measured: width('measured'), budget: width('budget') };
  const line = (row: typeof header): string =>
    [row.what.padEnd(columns.what), row.measured.padStart(columns.measured), row.budget.padStart(columns.budget)].join(
      '   ',
    );
  return [
    line(header),
    ...rows.map((row) => `${line(row)}   ${row.holds === null ? ' ' : row.holds ? '✓' : '✗'}`),
  ].join('\n');
}

/** 1000 bytes, with one decimal. */
export function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}

/** A row for a figure that must reach `least`. */
export function atLeast(what: string, value: number, least: number): Row {
  return { what, measured: String(value), budget: `≥ ${least}`, holds: value >= least };
}

/** A row for a figure that may reach `most`; `digits` of it are printed. */
export function atMost(what: string, value: number, most: number, unit: string, digits: number): Row {
  return { what, measured: `${value.toFixed(digits)}${unit}`, budget: `≤ ${most}${unit}`, holds: value <= most };
}
