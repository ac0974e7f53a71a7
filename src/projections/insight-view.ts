import type { AcksView } from './acks/acks-view.ts';
import type { HeartbeatsView } from './heartbeats-view.ts';
import type { RatesView } from './rates/rates-view.ts';
import type { RoundTripsView } from './round-trips-view.ts';
import type { TransportView } from './transport-view.ts';

export type InsightView = {
  readonly heartbeats: HeartbeatsView;
  readonly roundTrips: RoundTripsView;
  readonly transport: TransportView;
  readonly acks: AcksView;
  readonly rates: RatesView;
};
