/** The top-level `interface_config.js`, which Jitsi reads as a plain script and Vite hands to us as a module. */
declare module 'virtual:interface-config' {
  export const interfaceConfig: Readonly<Record<string, unknown>>;
}
