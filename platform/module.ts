import type { Job } from "./jobs.ts";
import type { Reaction } from "./reactions.ts";
import type { Route } from "./route.ts";

/** What a module hands to the composition root; its index.ts exports one of these. */
export interface ModuleParts {
  /** Folder, PostgreSQL schema and tag are this one word. */
  readonly name: string;
  readonly routes: readonly Route[];
  readonly reactions?: readonly Reaction[];
  readonly jobs?: readonly Job[];
}
