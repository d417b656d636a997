/**
 * Sound and picture from browser to browser, one connection for each pair, without any STUN server: two tabs, or two devices
 * on one network. A real Jitsi does this only for two people and sends everything through its videobridge for more.
 *
 * Whoever came later offers, always; so two offers never cross. Both directions are agreed on once, for one sound and one
 * picture; muting and unmuting later only replaces the track.
 */
import * as v from 'valibot';
import type { LocalMedia, MediaKind } from './media.ts';

const candidateSchema = v.object({
  candidate: v.string(),
  sdpMid: v.nullish(v.string(), null),
  sdpMLineIndex: v.nullish(v.number(), null),
  usernameFragment: v.nullish(v.string(), null),
});
const signalSchema = v.union([
  v.object({ description: v.object({ type: v.picklist(['offer', 'answer']), sdp: v.string() }) }),
  v.object({ candidate: candidateSchema }),
]);

/** One entry of a connection's statistics: sound that came in (W3C webrtc-stats, `inbound-rtp`). */
const soundSchema = v.object({
  type: v.literal('inbound-rtp'),
  kind: v.literal('audio'),
  totalAudioEnergy: v.number(),
});

export interface MeshEvents {
  readonly send: (to: string, data: unknown) => void;
  readonly track: (from: string, kind: MediaKind, track: MediaStreamTrack) => void;
  readonly connectionChanged: () => void;
}

interface Peer {
  readonly connection: RTCPeerConnection;
  readonly offers: boolean;
  /** Candidates that came before the description they belong to. */
  readonly early: RTCIceCandidateInit[];
  /** Signals are worked off one after the other. */
  work: Promise<void>;
}

export class Mesh {
  readonly #peers = new Map<string, Peer>();
  readonly #media: LocalMedia;
  readonly #events: MeshEvents;

  constructor(media: LocalMedia, events: MeshEvents) {
    this.#media = media;
    this.#events = events;
  }

  /** Connects to somebody. `offers`: this page came later than they did. */
  add(id: string, offers: boolean): void {
    const connection = new RTCPeerConnection({ iceServers: [] });
    const peer: Peer = { connection, offers, early: [], work: Promise.resolve() };
    this.#peers.set(id, peer);
    connection.addEventListener('icecandidate', ({ candidate }) => {
      if (candidate) this.#events.send(id, { candidate: candidate.toJSON() });
    });
    connection.addEventListener('track', ({ track }) =>
      this.#events.track(id, track.kind === 'audio' ? 'audio' : 'video', track),
    );
    connection.addEventListener('connectionstatechange', () => {
      this.#events.connectionChanged();
      if (connection.connectionState === 'failed' && offers) this.#enqueue(peer, () => this.#offer(id, peer, true));
    });
    if (!offers) return;
    for (const kind of ['audio', 'video'] as const)
      connection.addTransceiver(this.#media.track(kind) ?? kind, { direction: 'sendrecv' });
    this.#enqueue(peer, () => this.#offer(id, peer, false));
  }

  /** Takes what somebody's browser sent; what is malformed or from a stranger is ignored. */
  signal(from: string, data: unknown): void {
    const peer = this.#peers.get(from);
    const signal = v.safeParse(signalSchema, data);
    if (!peer || !signal.success) return;
    const given = signal.output;
    this.#enqueue(peer, () =>
      'candidate' in given ? this.#candidate(peer, given.candidate) : this.#description(from, peer, given.description),
    );
  }

  isConnected(id: string): boolean {
    return this.#peers.get(id)?.connection.connectionState === 'connected';
  }

  /**
   * How much sound has arrived from somebody so far: the energy that the browser has counted (`totalAudioEnergy`), which unlike a
   * level looked at now and then misses no short sound. 0 while only silence came.
   */
  async soundOf(id: string): Promise<number> {
    const stats = await this.#peers.get(id)?.connection.getStats();
    let energy = 0;
    stats?.forEach((entry: unknown) => {
      const sound = v.safeParse(soundSchema, entry);
      if (sound.success) energy += sound.output.totalAudioEnergy;
    });
    return energy;
  }

  /** Sends the own tracks as they are now, to everybody. */
  update(): void {
    for (const peer of this.#peers.values()) this.#enqueue(peer, () => this.#sendTracks(peer));
  }

  remove(id: string): void {
    this.#peers.get(id)?.connection.close();
    this.#peers.delete(id);
  }

  clear(): void {
    for (const id of [...this.#peers.keys()]) this.remove(id);
  }

  #enqueue(peer: Peer, work: () => Promise<void>): void {
    peer.work = peer.work.then(work).catch(() => {
      // The other side left in the middle, or its signal made no sense: this pair has no picture, the room goes on.
    });
  }

  async #offer(id: string, peer: Peer, iceRestart: boolean): Promise<void> {
    await peer.connection.setLocalDescription(await peer.connection.createOffer({ iceRestart }));
    this.#events.send(id, { description: peer.connection.localDescription });
  }

  async #description(from: string, peer: Peer, description: RTCSessionDescriptionInit): Promise<void> {
    // Only one side offers; an offer from the other is a stranger's signal.
    if ((description.type === 'offer') === peer.offers) return;
    await peer.connection.setRemoteDescription(description);
    for (const candidate of peer.early.splice(0)) await peer.connection.addIceCandidate(candidate);
    if (description.type !== 'offer') return;
    for (const transceiver of peer.connection.getTransceivers()) transceiver.direction = 'sendrecv';
    await this.#sendTracks(peer);
    await peer.connection.setLocalDescription(await peer.connection.createAnswer());
    this.#events.send(from, { description: peer.connection.localDescription });
  }

  async #candidate(peer: Peer, candidate: RTCIceCandidateInit): Promise<void> {
    if (peer.connection.remoteDescription) await peer.connection.addIceCandidate(candidate);
    else peer.early.push(candidate);
  }

  async #sendTracks(peer: Peer): Promise<void> {
    for (const { sender, receiver } of peer.connection.getTransceivers()) {
      const track = this.#media.track(receiver.track.kind === 'audio' ? 'audio' : 'video') ?? null;
      if (sender.track !== track) await sender.replaceTrack(track);
    }
  }
}
