import { makeImage } from './pglite.ts';

/** Tests unpack a database in which sandbox and service have made their tables already. */
export default async () => {
  process.env.TEST_DATABASE_IMAGE = await makeImage();
};
