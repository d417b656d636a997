import { buildAll } from '../config/bootstrap/build.mjs';

/** Builds what the servers serve, once for all workers. `npm test` has built already and says so. */
export default async function buildOnce(): Promise<void> {
  if (process.env.EINLASS_BUILT !== '1') await buildAll();
}
