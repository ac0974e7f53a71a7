import process from 'node:process';
import { layoutCheck, runChecks, staticChecks } from './static-checks.mjs';

const failed = await runChecks([...staticChecks, layoutCheck]);
process.exit(failed.length > 0 ? 1 : 0);
