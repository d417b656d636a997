import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const shipped = (name: string): string => fileURLToPath(new URL(`../../../config/nginx/${name}`, import.meta.url));
const HAS_TMPFILES = spawnSync('systemd-tmpfiles', ['--version']).status === 0;
const DAY = 24 * 60 * 60 * 1000;
const FOLDER = 'a'.repeat(26);

describe.skipIf(!HAS_TMPFILES)(
  `ageing${HAS_TMPFILES ? '' : ': NOT TESTED, systemd-tmpfiles is not installed here'}`,
  () => {
    let root: string;
    beforeEach(async () => {
      root = await mkdtemp(join(tmpdir(), 'einlass-age-'));
      await mkdir(join(root, 'var/lib/einlass'), { recursive: true });
      await mkdir(join(root, 'var/log'));
    });
    afterEach(() => rm(root, { recursive: true }));

    /** The snippet with only its places and owners changed, and with the archive that is optional. */
    const tidy = async (what: '--create' | '--clean'): Promise<void> => {
      const text = (await readFile(shipped('einlass.tmpfiles'), 'utf8'))
        .replace(/^#d /m, 'd ')
        .replaceAll(' /var/', ` ${root}/var/`)
        .replaceAll(/ (www-data www-data|root adm) /g, ' - - ');
      await writeFile(join(root, 'einlass.conf'), text);
      const { status, stderr } = spawnSync('systemd-tmpfiles', [what, join(root, 'einlass.conf')]);
      expect([status, stderr.toString()]).toEqual([0, '']);
    };

    const lay = async (path: string, writtenDaysAgo: number, readDaysAgo = writtenDaysAgo): Promise<void> => {
      const file = join(root, 'var/lib/einlass', path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, 'x');
      const [read, written] = [readDaysAgo, writtenDaysAgo].map((days) => new Date(Date.now() - days * DAY));
      await utimes(file, read ?? 0, written ?? 0);
    };
    const lying = async (): Promise<string[]> => {
      const all = await readdir(join(root, 'var/lib/einlass'), { recursive: true, withFileTypes: true });
      return all
        .filter((one) => one.isFile())
        .map((one) => one.name)
        .sort();
    };

    test('makes the folders, closed to everybody but nginx', async () => {
      await tidy('--create');
      for (const name of ['ablage', 'archiv']) {
        expect((await stat(join(root, 'var/lib/einlass', name))).mode & 0o777).toBe(0o700);
      }
      expect((await stat(join(root, 'var/log/einlass'))).mode & 0o777).toBe(0o750);
    });

    test('takes entries of the mailbox after seven days, and not those that are still read', async () => {
      await tidy('--create');
      await lay(`ablage/${FOLDER}/c0001`, 8);
      await lay(`ablage/${FOLDER}/c0002`, 8, 1);
      await lay(`ablage/${FOLDER}/c0003`, 6);
      await lay(`ablage/${'b'.repeat(26)}/b0001`, 30);
      await tidy('--clean');
      expect(await lying()).toEqual(['c0002', 'c0003']);
    });

    test('takes the folder too, once it is empty', async () => {
      await tidy('--create');
      await lay(`ablage/${FOLDER}/c0001`, 8);
      await tidy('--clean');
      const folder = join(root, 'var/lib/einlass/ablage', FOLDER);
      await mkdir(folder, { recursive: true });
      await utimes(folder, 0, 0);
      await tidy('--clean');
      expect(await readdir(join(root, 'var/lib/einlass/ablage'))).toEqual([]);
    });

    test('takes copies of the archive by when they were written, read or not', async () => {
      await tidy('--create');
      await lay('archiv/old.jwe', 1131, 0);
      await lay('archiv/young.jwe', 1129);
      await tidy('--clean');
      expect(await lying()).toEqual(['young.jwe']);
    });
  },
);

test('logs are turned every day and gone after 30', async () => {
  const words = (await readFile(shipped('einlass.logrotate'), 'utf8')).split('\n').map((line) => line.trim());
  expect(words).toEqual(expect.arrayContaining(['daily', 'ifempty', 'maxage 29', 'create 0640 www-data adm']));
  const kept = Number(words.find((word) => word.startsWith('rotate '))?.split(' ')[1]);
  // The one that is being written is one day of the thirty.
  expect(kept + 1).toBe(30);
});
