/** The WebSocket of one person in the practice room. */
import * as v from 'valibot';
import type { RawData, WebSocket } from 'ws';
import type { Faults } from './faults.ts';
import type { Hub, Line } from './hub.ts';
import { helloSchema, requestSchema } from './protocol.ts';

const saidFirst = v.pipe(v.string(), v.parseJson(), helloSchema);
const saidLater = v.pipe(v.string(), v.parseJson(), requestSchema);

/** One WebSocket: `hello` first, requests after it. Whatever is malformed is dropped. */
export function serve(socket: WebSocket, hub: Hub, faults: Faults): void {
  const line: Line = {
    send: (message) => socket.send(JSON.stringify(message)),
    cut: () => socket.terminate(),
  };
  let session: string | undefined;
  let room = '';
  // A broken line also closes; what it means is decided there.
  socket.on('error', () => undefined);
  socket.on('message', (raw: RawData) => {
    const text = textOf(raw);
    if (session !== undefined) {
      const request = v.safeParse(saidLater, text);
      if (!request.success) return;
      if (request.output.type !== 'leave' || !faults.losesGoodbyes(room)) hub.receive(session, request.output);
      return;
    }
    const hello = v.safeParse(saidFirst, text);
    if (!hello.success) return socket.close(1008);
    const greeting = faults.greeting(hello.output.room);
    if (greeting) line.send(greeting);
    if (greeting?.type === 'serverDown') return socket.close(1013);
    ({ room } = hello.output);
    session = hub.open(room, line, hello.output.session);
  });
  // 1000 and 1001 (the tab goes away) are a goodbye; anything else is a lost line, and the person stays for a while.
  socket.on('close', (code) => {
    const isGoodbye = (code === 1000 || code === 1001) && !faults.losesGoodbyes(room);
    if (session !== undefined) hub.lost(session, line, isGoodbye);
  });
}

function textOf(raw: RawData): string {
  return Buffer.isBuffer(raw) ? raw.toString('utf8') : '';
}
