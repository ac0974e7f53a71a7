// Which tests of a runner's report failed, by file and name. Plain JavaScript: test/run.mjs tells them at its end.
import { basename } from 'node:path';

export function failedInVitest({ testResults }) {
  return testResults.flatMap(({ name, status, assertionResults }) => {
    const failed = assertionResults.filter((assertion) => assertion.status === 'failed');
    // A file that cannot be loaded, or whose hooks fail, has no failed test to name.
    if (status === 'failed' && failed.length === 0) return [basename(name)];
    return failed.map(({ fullName }) => `${basename(name)}: ${fullName}`);
  });
}

export function failedInPlaywright({ suites, errors }) {
  return [...suites.flatMap(failedInSuite), ...errors.map(({ message = 'an error outside of the tests' }) => message)];
}

function failedInSuite({ file, specs = [], suites = [] }) {
  const failed = specs.filter(({ ok }) => !ok).map(({ title }) => `${basename(file)}: ${title}`);
  return [...failed, ...suites.flatMap(failedInSuite)];
}
