export {
  type Answer,
  BihuanProblem,
  type BodyOf,
  type CallInput,
  type Client,
  type ClientOptions,
  createClient,
  newKey,
  type OperationId,
  type QueryOf,
} from "./client.ts";
