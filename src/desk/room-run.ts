import type { RoomEvent } from '../jitsi/room-event.ts';
import type { DeskPorts, DeskRoom, DeskRoomRequest } from './ports.ts';

interface Run {
  room: DeskRoom | null;
  isOver: boolean;
}

/** One room at a time. What an earlier one still tells is late and changes nothing. */
export class RoomRun {
  readonly #ports: Pick<DeskPorts, 'openRoom'>;
  readonly #on: (event: RoomEvent) => void;
  #run: Run | null = null;

  constructor(ports: Pick<DeskPorts, 'openRoom'>, on: (event: RoomEvent) => void) {
    this.#ports = ports;
    this.#on = on;
  }

  /** The room that is open, or about to be. */
  get room(): DeskRoom | null {
    return this.#run?.room ?? null;
  }

  get isOn(): boolean {
    return this.#run !== null;
  }

  /** Opens a room; an earlier one is left. Never rejects: that its code did not come is told as an ending. */
  async enter(request: Omit<DeskRoomRequest, 'onEvent'>): Promise<void> {
    this.leaveNow();
    const run: Run = { room: null, isOver: false };
    this.#run = run;
    const onEvent = (event: RoomEvent): void => {
      if (run !== this.#run) return;
      if (event.kind === 'over') {
        run.isOver = true;
        this.#run = null;
      }
      this.#on(event);
    };
    try {
      const room = await this.#ports.openRoom({ ...request, onEvent });
      // Left while the code was on its way: then nobody stays behind in it.
      if (run !== this.#run && !run.isOver) return room.leaveNow();
      run.room = room;
    } catch {
      // Some browsers remember a failed import for as long as the page is open.
      onEvent({ kind: 'over', ending: { kind: 'unreachable', needsReload: true } });
    }
  }

  /** Hangs up and resolves when camera and microphone are free; nothing of this room is told any more. Never rejects. */
  async leave(): Promise<void> {
    const room = this.room;
    this.#run = null;
    await room?.leave();
  }

  /** The same without waiting. */
  leaveNow(): void {
    const room = this.room;
    this.#run = null;
    room?.leaveNow();
  }
}
