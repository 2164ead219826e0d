import type { ModuleParts } from "#platform/module.ts";
import { channelRoutes } from "./channel-routes.ts";
import { codeRoutes } from "./code-routes.ts";
import "./errors.ts";
import "./events.ts";
import { trafficRoutes } from "./traffic-routes.ts";

export type { Channel } from "./channel-queries.ts";
export type { NewChannel } from "./create-channel.ts";
export type { NewSourceCode } from "./create-source-code.ts";
export type { Engagement, Engaging } from "./engage-touch.ts";
export type { TouchContext, TouchInput } from "./record-touch.ts";
export type { VisitInput } from "./record-visit.ts";
export type { Landing, Resolved } from "./resolve-source-code.ts";
export type { SourceCode } from "./source-codes.ts";
export type { Source } from "./sources.ts";
export type { CodeKind, Target } from "./tables.ts";
export type { TrafficRule } from "./traffic-rules.ts";
export { channelNames, channelOrigins, getChannel } from "./channel-queries.ts";
export { setChannelCost } from "./channel-costs.ts";
export { createChannel } from "./create-channel.ts";
export { createSourceCode } from "./create-source-code.ts";
export { engageTouch, engageTouches } from "./engage-touch.ts";
export { wirePublicUrl } from "./public-url.ts";
export { pdfOfSvg } from "./print-svg.ts";
export { recordTouch, recordTouches } from "./record-touch.ts";
export { recordVisits, recordVisit } from "./record-visit.ts";
export { reportTraffic } from "./report-traffic.ts";
export { resolveSourceCode } from "./resolve-source-code.ts";
export { retireSourceCode } from "./retire-source-code.ts";
export { sourceCodeNames } from "./source-codes.ts";
export { sourcesOf } from "./sources.ts";
export { trafficRules } from "./traffic-rules.ts";
export { bindVisitor, channelsMemberData } from "./visitors.ts";

export const channelsModule: ModuleParts = {
  name: "channels",
  routes: [...channelRoutes, ...codeRoutes, ...trafficRoutes],
};
