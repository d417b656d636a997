import type { DeskPorts } from './ports.ts';

/** Resolves to true when `act` has settled in time, to false when the time was up before. Never rejects. */
export function within(ports: Pick<DeskPorts, 'later'>, milliseconds: number, act: Promise<unknown>): Promise<boolean> {
  return new Promise((resolve) => {
    ports.later(milliseconds, () => resolve(false));
    act.then(
      () => resolve(true),
      () => resolve(true),
    );
  });
}

/** Something that happens once, for which others can wait. */
export class Moment {
  readonly came: Promise<void>;
  #resolve: () => void = () => undefined;

  constructor() {
    this.came = new Promise((resolve) => {
      this.#resolve = resolve;
    });
  }

  /** Called again, it does nothing. */
  happen(): void {
    this.#resolve();
  }
}
