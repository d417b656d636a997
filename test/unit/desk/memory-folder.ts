import type { CopyFolder, PutAnswer } from '../../../src/records/copy-folder.ts';

/** An archive folder in memory, which answers as a test likes. */
export class MemoryFolder {
  answer: PutAnswer = 'stored';
  /** What a put waits for. */
  hold: Promise<void> = Promise.resolve();
  readonly opened: string[] = [];
  readonly puts: string[] = [];

  open(path: string): CopyFolder {
    this.opened.push(path);
    return {
      put: async (name) => {
        await this.hold;
        this.puts.push(name);
        return this.answer;
      },
      get: () => Promise.resolve({ ok: true, value: '' }),
      list: () => Promise.resolve({ ok: true, value: { names: [], foreign: [] } }),
    };
  }
}
