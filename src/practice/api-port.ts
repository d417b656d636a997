/**
 * The side of Jitsi in the IFrame protocol: the same transport library on the same scope, so that the official
 * external_api.js cannot tell the difference. Names are Jitsi's (modules/API/API.js); unknown commands are ignored in
 * silence and unknown requests stay without an answer, as there.
 */
import { PostMessageTransportBackend, Transport } from '@jitsi/js-utils/transport';
import * as v from 'valibot';

const commandSchema = v.object({ name: v.string(), data: v.optional(v.array(v.unknown()), []) });
const askedSchema = v.looseObject({ name: v.string() });

export type Commands = Readonly<Record<string, (...values: readonly unknown[]) => void>>;
export type Answers = Readonly<Record<string, (asked: Readonly<Record<string, unknown>>) => unknown>>;

export interface ApiPort {
  /** Reports an event under Jitsi's inner name (`video-conference-joined`). */
  send(name: string, data?: Readonly<Record<string, unknown>>): void;
  /** Takes commands and requests from now on; what came before is delivered now. */
  serve(commands: Commands, answers: Answers): void;
}

/** Opens the port to the embedding page; without one (the page was opened directly) everything is said into the void. */
export function openApiPort(apiId: number | undefined): ApiPort {
  if (apiId === undefined || window.parent === window) return { send: () => undefined, serve: () => undefined };
  const postisOptions = { scope: `jitsi_meet_external_api_${apiId}`, window: window.parent };
  const transport = new Transport({ backend: new PostMessageTransportBackend({ postisOptions }) });
  return {
    send: (name, data = {}) => transport.sendEvent({ name, ...data }),
    serve(commands, answers) {
      transport.on('event', (message: unknown) => {
        const command = v.safeParse(commandSchema, message);
        if (!command.success || !Object.hasOwn(commands, command.output.name)) return false;
        commands[command.output.name]?.(...command.output.data);
        return true;
      });
      transport.on('request', (message: unknown, answer: unknown) => {
        const asked = v.safeParse(askedSchema, message);
        if (!asked.success || typeof answer !== 'function' || !Object.hasOwn(answers, asked.output.name)) return false;
        void Promise.resolve(answers[asked.output.name]?.(asked.output)).then((result) => {
          // Jitsi's own callback; an undefined result makes the asking side reject with "Unexpected response format!".
          answer(result);
        });
        return true;
      });
    },
  };
}
