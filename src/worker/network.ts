import { loadClient } from '../capture/clients.ts';
import type { PageFacts } from '../capture/probes/run-checks.ts';
import type { Database } from '../storage/database.ts';
import { Endpoints } from '../storage/endpoints.ts';
import type { Surroundings } from './surroundings.ts';

// Not in every TypeScript library yet: Chromium's names, the second of versions that tell loopback apart.
const LOCAL_NETWORK = ['local-network-access', 'loopback-network'];

/** The real surroundings of this worker. What a first look at the page does not need is loaded later. */
export function openNetwork(database: Database): Surroundings {
  return {
    endpoints: new Endpoints(database),
    pageOrigin: location.origin,
    relay: undefined,
    page: {},
    async environment() {
      const { environmentFacts } = await import('./environment.ts');
      const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
      const { relay, page } = this;
      const hasRelay = relay !== undefined;
      return environmentFacts({ browser: navigator, timeZone, pageOrigin: location.origin, hasRelay, page });
    },
    pageFacts,
    loadClient,
    async findProtocol(...asked) {
      const { findProtocol } = await import('../capture/auto.ts');
      return findProtocol(...asked);
    },
    async openRoute(...asked) {
      const { openRoute } = await import('../capture/relay-route.ts');
      return openRoute(...asked);
    },
    async loadExaminer() {
      const { Doctor } = await import('../doctor/doctor.ts');
      return new Doctor();
    },
    async runChecks(...asked) {
      const { runChecks } = await import('../capture/probes/run-checks.ts');
      return runChecks(...asked);
    },
  };
}

async function pageFacts(): Promise<PageFacts> {
  const localNetwork = await localNetworkPermission();
  return {
    origin: location.origin,
    isOnline: navigator.onLine,
    ...(localNetwork === undefined ? {} : { localNetwork }),
  };
}

async function localNetworkPermission(): Promise<PermissionState | undefined> {
  if (!('permissions' in navigator)) return undefined;
  for (const name of LOCAL_NETWORK) {
    // Browsers throw for names that they do not know; the next may be known.
    const status = await askPermission(name).catch(() => undefined);
    if (status) return status.state;
  }
  return undefined;
}

function askPermission(name: string): Promise<PermissionStatus> {
  return Reflect.apply(navigator.permissions.query, navigator.permissions, [{ name }]);
}
