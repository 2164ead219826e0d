/**
 * Who may import whom. A need that points up or sideways is an event, not an import; the
 * exception is a port, declared by the module that needs it and imported as a type only.
 */
export interface ModuleRule {
  readonly tier: 1 | 2 | 3 | 4 | 5;
  readonly may: readonly string[];
  /** Ports of higher modules that this one implements: `import type` only. */
  readonly ports?: readonly string[];
}

export const moduleRules: Readonly<Record<string, ModuleRule>> = {
  organisation: { tier: 1, may: [] },
  stores: { tier: 1, may: ["organisation"] },
  members: { tier: 1, may: [] },
  catalogue: { tier: 1, may: ["organisation", "stores", "media"] },
  channels: { tier: 1, may: ["organisation", "stores", "members"] },
  media: { tier: 1, may: ["organisation"] },
  limits: { tier: 1, may: [] },
  wallet: { tier: 2, may: ["organisation", "members", "limits"], ports: ["redemption"] },
  promotions: {
    tier: 2,
    may: ["organisation", "stores", "members", "catalogue", "channels", "limits", "wallet"],
    ports: ["pages"],
  },
  pages: { tier: 2, may: ["organisation", "stores", "media", "channels"] },
  redemption: { tier: 3, may: ["organisation", "stores", "members", "channels", "limits"] },
  releases: {
    tier: 3,
    may: ["organisation", "stores", "members", "limits", "wallet", "promotions", "channels"],
    ports: ["pages"],
  },
  draws: {
    tier: 3,
    may: ["organisation", "members", "limits", "wallet", "promotions"],
    ports: ["pages"],
  },
  mall: {
    tier: 3,
    may: ["organisation", "members", "media", "limits", "wallet", "promotions"],
  },
  orders: {
    tier: 3,
    may: [
      "organisation", "stores", "members", "catalogue", "channels", "wallet", "promotions",
    ],
    ports: ["redemption", "bookings"],
  },
  bookings: {
    tier: 3,
    may: ["organisation", "stores", "members", "channels", "redemption"],
    ports: ["pages"],
  },
  applications: {
    tier: 3,
    may: ["organisation", "stores", "members", "catalogue", "channels"],
  },
  settlement: { tier: 3, may: ["organisation", "wallet"] },
  care: { tier: 4, may: ["organisation", "stores", "members", "orders", "bookings"] },
  reviews: {
    tier: 4,
    may: ["organisation", "stores", "members", "orders", "bookings"],
    ports: ["pages"],
  },
  campaigns: { tier: 4, may: ["organisation", "members", "channels"] },
  insights: { tier: 5, may: ["organisation", "stores", "channels", "campaigns", "promotions"] },
};

/** A generator reads what it describes; no other file of a package may. */
export const generators: readonly string[] = ["packages/sdk/generate.ts"];

/**
 * Tables of another schema that a module's SQL may name, and why. Everything else goes through the
 * other module's functions.
 */
export const foreignTables: Readonly<Record<string, readonly string[]>> = {
  // A brand is made, changed and deleted here; platform only keeps the row.
  // The zone of a brand stays once something has happened: asked of the journal.
  organisation: ["platform.brands", "platform.journal"],
  // A member takes along what is written about them.
  members: ["platform.journal"],
  // Lines of clearing are compared with the events that they come from.
  settlement: ["platform.journal", "platform.journal_position", "platform.reaction_cursor"],
  // A figure opens to its events: when the journal learnt of them.
  insights: ["platform.journal"],
};

/** Functions of platform that every migration may call. */
export const platformFunctions = ["platform.protect", "platform.enqueue"];
