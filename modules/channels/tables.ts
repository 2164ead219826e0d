export type Origin = "own" | "joint" | "partner";
export type ChannelFunction = "consult" | "promote" | "sell";
export type Purpose = "acquire" | "retain" | "serve";
export type ChannelState = "active" | "banned" | "closed";
export type CodeKind = "poster" | "badge" | "link" | "receipt";
export type Target = "store" | "offer" | "brand";
