/**
 * When Jitsi says that a call is peer to peer: with exactly two people and no end-to-end encryption. Somebody leaving a group
 * brings it back about 5 s later; switching encryption off does not bring it back (jitsi-observed m.8, trace 27).
 * The practice room's own connections are always from browser to browser; this is only what it reports.
 */
const BACK_AFTER_MS = 5000;

export class PeerToPeer {
  readonly #report: (isP2p: boolean) => void;
  #is = false;
  #wasGroup = false;
  #isSpoilt = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(report: (isP2p: boolean) => void) {
    this.#report = report;
  }

  get isActive(): boolean {
    return this.#is;
  }

  /** `others` are the people besides oneself, `isConnected` says that the one connection stands. */
  update(others: number, isConnected: boolean, isEncrypted: boolean): void {
    if (others > 1) this.#wasGroup = true;
    if (others === 0) this.#wasGroup = this.#isSpoilt = false;
    if (isEncrypted) this.#isSpoilt = true;
    if (others !== 1 || this.#isSpoilt) return this.#set(false);
    if (!isConnected || this.#is || this.#timer !== undefined) return;
    if (!this.#wasGroup) return this.#set(true);
    this.#timer = setTimeout(() => {
      this.#wasGroup = false;
      this.#set(true);
    }, BACK_AFTER_MS);
  }

  /** Everything is over: nothing is reported any more. */
  forget(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#is = false;
  }

  #set(isP2p: boolean): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#is === isP2p) return;
    this.#is = isP2p;
    this.#report(isP2p);
  }
}
