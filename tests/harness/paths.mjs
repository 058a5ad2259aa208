// Where things are: the repository, the relay that cargo built, the folder that a brand deploys.
import { join } from 'node:path';

export const root = join(import.meta.dirname, '../..');
export const RELAY = process.env.RELAY ?? join(root, 'target/debug/points-relay');
export const DIST = process.env.DIST ?? join(root, 'dist');
