import { refused, type Parsed } from '../../../src/errors.ts';
import type { Receipt } from '../../../src/gate/receipt.ts';
import type {
  Copies,
  FiledEvent,
  FiledReceipt,
  ListedRow,
  LockedOffice,
  NewFiledEvent,
  Office,
  OfficeTable,
  ReceiptQuery,
  TeamKey,
  Verification,
} from '../../../src/records/office-shape.ts';

const PUBLIC = { kty: 'EC', crv: 'P-256', x: 'x', y: 'y' } as const;

/** What an office keeps on a device, in memory: the same for every tab that opens it, and broken as a test likes. */
export class MemoryOffice {
  passphrase: string | null = null;
  /** How many values of a table lie there damaged, beside those that can be read. */
  readonly damaged = { appointments: 0, settings: 0 };
  readonly tables = { appointments: new Map<string, string>(), settings: new Map<string, string>() };
  readonly receipts = new Map<string, FiledReceipt>();
  isBroken = false;
  /** How often something was filed that was not there before, or anew. */
  filings = 0;
  purges = 0;
  locks = 0;
  isCodeMissing = false;
  /** Records of which no copy is made. */
  readonly uncopied = new Set<string>();
  /** What comes of sending and fetching. */
  copying: Partial<Pick<Copies, 'send' | 'fetch'>> = {};
  #copyListener: () => void = () => undefined;
  wipeResult: 'wiped' | 'incomplete' = 'wiped';
  /** Who has taken this device into use since it was emptied. */
  settlers: 'nobody' | 'others' = 'nobody';
  #lost: () => void = () => undefined;
  #ids = 0;

  /** Everything that lies here is deleted, and from now on nothing can be written. */
  clear(): void {
    this.tables.appointments.clear();
    this.tables.settings.clear();
    this.receipts.clear();
    this.isBroken = true;
    this.#lost();
  }

  readonly open = async (): Promise<LockedOffice> => {
    await Promise.resolve();
    if (this.isCodeMissing) throw new TypeError('Failed to fetch dynamically imported module');
    const opened = (passphrase: string): Parsed<Office> => {
      if (this.isBroken) return refused('STORAGE_UNAVAILABLE', 'broken');
      if (passphrase !== this.passphrase) return refused('KEY_PASSPHRASE_WRONG', 'wrong');
      return { ok: true, value: this.#office() };
    };
    return {
      state: this.passphrase === null ? 'new' : 'locked',
      found: async (passphrase) => {
        await Promise.resolve();
        this.passphrase = passphrase;
        return opened(passphrase);
      },
      join: async (keyFile, passphrase) => {
        await Promise.resolve();
        if (!keyFile.startsWith('key:')) return refused('KEY_FILE_FOREIGN', 'no key file');
        this.passphrase = keyFile.slice(4);
        return opened(passphrase);
      },
      unlock: (passphrase) => Promise.resolve(opened(passphrase)),
      wipe: async () => {
        await Promise.resolve();
        this.passphrase = null;
        this.tables.appointments.clear();
        this.tables.settings.clear();
        this.receipts.clear();
        return this.wipeResult;
      },
    };
  };

  /** The events of a filed receipt, without what only tells them apart. */
  eventsOf(record: string): readonly object[] {
    const filed = this.receipts.get(record);
    return (filed?.events ?? []).map(({ id: _id, at: _at, by: _by, ...event }) => event);
  }

  notes(): readonly { readonly person: string | null; readonly name: string; readonly event: object }[] {
    return [...this.tables.settings]
      .filter(([key]) => key.startsWith('note/'))
      .map(([, text]) => JSON.parse(text) as { person: string | null; name: string; event: object });
  }

  #office(): Office {
    let isOpen = true;
    const check = (): void => {
      if (!isOpen) throw new Error('locked');
    };
    const table = (name: keyof typeof this.tables): OfficeTable => ({
      all: async () => {
        await Promise.resolve();
        check();
        return [...this.tables[name].values()].map((text) => JSON.parse(text) as unknown);
      },
      unreadable: () => Promise.resolve(this.damaged[name]),
      put: async (id, value) => {
        await Promise.resolve();
        if (this.isBroken || !isOpen) return 'failed';
        this.tables[name].set(id, JSON.stringify(value));
        return 'saved';
      },
      remove: async (id) => {
        await Promise.resolve();
        this.tables[name].delete(id);
      },
    });
    const key = { private: {} as CryptoKey, public: PUBLIC };
    const team: TeamKey = { id: 'mXh_A1b2C3d4E5f6', sealing: key, signing: key };
    return {
      key: team,
      appointments: table('appointments'),
      settings: table('settings'),
      receipts: {
        file: (receipt, verification, until) => Promise.resolve(this.#file(receipt, verification, until)),
        search: (query, from) => Promise.resolve(this.#search(query, from)),
        get: (id) => Promise.resolve(this.#get(id)),
        append: (id, event) => Promise.resolve(this.#append(id, event)),
        putBack: (filed) => {
          if (!this.isBroken) this.receipts.set(filed.id, filed);
          return Promise.resolve(this.isBroken ? refused('STORAGE_UNAVAILABLE', 'broken') : { ok: true, value: filed });
        },
        purge: () => Promise.resolve((this.purges += 1)),
        count: () => Promise.resolve(this.receipts.size),
        exportJson: () => Promise.resolve({ ok: true, value: JSON.stringify([...this.receipts.values()]) }),
        exportCsv: (ids) =>
          Promise.resolve(ids === 'all' ? { ok: true, value: 'name' } : refused('RECEIPT_UNKNOWN', '')),
        importJson: (text) =>
          Promise.resolve(
            text === 'good'
              ? { ok: true, value: { filed: 1, refused: [{ code: 'RECEIPT_CHANGED', detail: 'r2' }] } }
              : refused('EXPORT_INVALID', 'no export'),
          ),
      },
      copies: {
        outstanding: () => Promise.resolve(this.uncopied.size),
        send: (folder, sent) => (this.copying.send ?? this.#send)(folder, sent),
        fetch: (folder, progress) => {
          const nothing = { found: 0, filed: 0, expired: 0, refused: [] };
          return this.copying.fetch?.(folder, progress) ?? Promise.resolve({ ok: true, value: nothing });
        },
        listen: (listener) => (this.#copyListener = listener),
      },
      keyFile: () => `key:${this.passphrase ?? ''}`,
      whenLost: (lost) => {
        this.#lost = () => {
          if (isOpen) lost();
        };
      },
      settleAgain: () =>
        Promise.resolve(
          this.settlers === 'others' ? refused('KEY_FILE_FOREIGN', 'others') : { ok: true, value: this.#settle() },
        ),
      lock: () => {
        isOpen = false;
        this.locks += 1;
      },
    };
  }

  #settle(): 'settled' {
    this.isBroken = false;
    return 'settled';
  }

  readonly #send: Copies['send'] = async (folder, sent) => {
    for (const id of [...this.uncopied]) {
      const answer = await folder.put(id, id);
      const trouble = answer === 'refused' ? 'ARCHIVE_REFUSED' : 'ARCHIVE_UNREACHABLE';
      if (answer !== 'stored') return { ok: true, value: { left: this.uncopied.size, trouble } };
      this.uncopied.delete(id);
      sent(id);
    }
    return { ok: true, value: { left: this.uncopied.size, trouble: null } };
  };

  #outstanding(id: string): void {
    this.uncopied.add(id);
    this.#copyListener();
  }

  #file(receipt: Receipt, verification: Verification, until: number | null): Parsed<FiledReceipt> {
    if (this.isBroken) return refused('STORAGE_UNAVAILABLE', 'broken');
    const before = this.receipts.get(receipt.recordId);
    const earlier = before ? [...before.earlier, before.receipt] : [];
    const { events = [], hold = null } = before ?? {};
    const filed = { id: receipt.recordId, receipt, earlier, verification, events, until, hold };
    this.receipts.set(filed.id, filed);
    this.filings += 1;
    this.#outstanding(filed.id);
    return { ok: true, value: filed };
  }

  #get(id: string): Parsed<FiledReceipt> {
    const filed = this.receipts.get(id);
    return filed ? { ok: true, value: filed } : refused('RECEIPT_UNKNOWN', id);
  }

  #append(id: string, event: NewFiledEvent): Parsed<FiledReceipt> {
    const filed = this.receipts.get(id);
    if (!filed) return refused('RECEIPT_UNKNOWN', id);
    if (this.isBroken) return refused('STORAGE_UNAVAILABLE', 'broken');
    const added = { ...event, id: `event-${String((this.#ids += 1))}` } as FiledEvent;
    const grown = { ...filed, events: [...filed.events, added] };
    this.receipts.set(id, grown);
    this.#outstanding(id);
    return { ok: true, value: grown };
  }

  #search({ name }: ReceiptQuery, from = '0'): Parsed<{ rows: readonly ListedRow[]; next: string | null }> {
    if (name === 'x') return refused('STORAGE_UNAVAILABLE', 'broken');
    const all = [...this.receipts.values()];
    const start = Number(from);
    const rows = all.slice(start, start + 2).map(({ id, receipt }): ListedRow => ({
      id,
      name: receipt.declarant.name ?? '',
      service: receipt.service.id,
      checkCode: receipt.checkCode,
      at: 0,
      isWithdrawn: false,
      isHeld: false,
      isCopied: !this.uncopied.has(id),
    }));
    return { ok: true, value: { rows, next: start + 2 < all.length ? String(start + 2) : null } };
  }
}
