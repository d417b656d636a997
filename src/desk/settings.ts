import * as v from 'valibot';
import type { OfficeTable } from '../records/office-shape.ts';

const settingSchema = v.variant('setting', [
  v.object({ setting: v.literal('counsellor'), name: v.pipe(v.string(), v.trim(), v.maxLength(80)) }),
  v.object({ setting: v.literal('keySaved') }),
  v.object({ setting: v.literal('sound'), sound: v.picklist(['on', 'muted']) }),
]);

export type Setting = v.InferOutput<typeof settingSchema>;

export interface DeskSettings {
  /** How the counsellor calls herself; empty: not yet said. */
  readonly counsellor: string;
  readonly isKeySaved: boolean;
  readonly sound: 'on' | 'muted';
}

export const NO_SETTINGS: DeskSettings = { counsellor: '', isKeySaved: false, sound: 'on' };

/** Reads what was stored; anything that is no setting of ours is passed over. Never throws. */
export async function loadSettings(table: OfficeTable): Promise<DeskSettings> {
  return (await table.all()).reduce<DeskSettings>((settings, value) => {
    const parsed = v.safeParse(settingSchema, value);
    return parsed.success ? withSetting(settings, parsed.output) : settings;
  }, NO_SETTINGS);
}

/** The settings one by one, as they are kept. Pure. */
export function settingsOf({ counsellor, isKeySaved, sound }: DeskSettings): readonly Setting[] {
  return [
    { setting: 'counsellor', name: counsellor },
    { setting: 'sound', sound },
    ...(isKeySaved ? ([{ setting: 'keySaved' }] as const) : []),
  ];
}

/** The settings with one of them changed. Pure. */
export function withSetting(settings: DeskSettings, setting: Setting): DeskSettings {
  switch (setting.setting) {
    case 'counsellor':
      return { ...settings, counsellor: setting.name };
    case 'keySaved':
      return { ...settings, isKeySaved: true };
    case 'sound':
      return { ...settings, sound: setting.sound };
  }
}
