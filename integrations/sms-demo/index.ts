import type { SmsSender } from "#modules/members/index.ts";

/**
 * Sends nothing: the code goes back to whoever asked and is shown on their screen. Anyone can so
 * sign in as any phone, which is why it may serve made-up brands only.
 */
export const demoSms: SmsSender = {
  name: "demo",
  reveals: true,
  send: async () => undefined,
};
