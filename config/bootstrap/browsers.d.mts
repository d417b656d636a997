export declare function findBrowser(kind: 'shell' | 'chromium' | 'firefox'): string | undefined;
export declare function quickestChromium(): string | undefined;
export declare const CHROMIUM_ARGUMENTS: readonly string[];
export declare const FAKE_DEVICE_ARGUMENTS: readonly string[];
export declare const FIREFOX_PREFERENCES: Readonly<Record<string, string | number | boolean>>;
