import process from 'node:process';
import { layoutCheck, runCheck, staticChecks } from './static-checks.mjs';

const failed = [...staticChecks, layoutCheck].filter((check) => !runCheck(check));
process.exit(failed.length > 0 ? 1 : 0);
