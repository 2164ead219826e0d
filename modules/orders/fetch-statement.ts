import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { dayWindow } from "#platform/time.ts";
import { providerNamed } from "./ports.ts";

interface StatementDays {
  readonly provider: string;
  readonly fromDay: string;
  /** Included. */
  readonly toDay: string;
}

/** The provider's own file of the days of the brand. */
export async function fetchStatement(ctx: Context, input: StatementDays): Promise<string> {
  const provider = providerNamed(ctx, input.provider);
  if (!provider?.statement) throw refuse("payment_provider_unknown");
  const { from } = dayWindow(ctx, input.fromDay);
  const { to } = dayWindow(ctx, input.toDay);
  try {
    return await provider.statement({ brandKey: ctx.brand.key, from, to });
  } catch {
    throw refuse("payment_unavailable");
  }
}
