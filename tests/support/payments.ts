export { paymentSimulator, type Sent } from "#integrations/payment-simulator/index.ts";
