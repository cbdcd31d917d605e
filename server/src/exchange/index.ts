import type { Clock } from '../base/clock.ts';
import { openMail } from './mail.ts';
import type { Partner } from './partner.ts';
import { openWebhook } from './webhook.ts';

export { deliveryFollower, deliveryJobs } from './deliver.ts';
export { openTimeStamping, type TimeStamping } from './time-authority.ts';
export { stampCheckpoint, stampJobs, timeStampRoutes } from './time-stamps.ts';
export { registerCosignatures, witnessRoutes } from './witness-routes.ts';
export { startWitnessing } from './witnessing.ts';

/** The partners that are set; none unless somebody set one. */
export function openPartners(
  settings: {
    webhook: { url: string; secret: string } | null;
    mail: { url: string; from: string; to: string } | null;
  },
  clock: Clock,
): Partner[] {
  return [
    ...(settings.webhook ? [openWebhook(settings.webhook, clock)] : []),
    ...(settings.mail ? [openMail(settings.mail)] : []),
  ];
}
