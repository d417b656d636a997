export declare function prepareExternalApi(): Promise<string>;
