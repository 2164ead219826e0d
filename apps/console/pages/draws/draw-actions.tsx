import { Button, Popconfirm } from "antd";
import type { Answer } from "#packages/sdk/index.ts";
import { useWrite } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { useText } from "../../text.ts";

/** What can be done next with a draw: publish, stop, lift, end. */
export function DrawActions({ draw }: { draw: Answer<"getDraw"> }) {
  const brand = useBrand();
  const { t } = useText();
  const publish = useWrite("publishDraw", { done: t("draw.published") });
  const stop = useWrite("stopDraw", { done: t("draw.stopDone") });
  const resume = useWrite("resumeDraw", { done: t("draw.resumed") });
  const end = useWrite("endDraw", { done: t("draw.ended") });
  const input = { path: { ...brand.path, drawId: draw.drawId } };
  const { phase } = draw;
  if (!brand.may("offers.publish")) return null;
  const isReady = draw.checks.every((check) => check.isMet);
  return (
    <span className="c-actions">
      {phase === "draft" ? (
        <Popconfirm
          title={t("draw.publishSure")}
          description={<p className="c-draw-sure">{t("draw.publishMore")}</p>}
          onConfirm={() => publish.mutate(input)}
          disabled={!isReady}
        >
          <Button type="primary" disabled={!isReady} loading={publish.isPending}>
            {t("draw.publish")}
          </Button>
        </Popconfirm>
      ) : null}
      {phase === "upcoming" || phase === "open" ? (
        <Popconfirm
          title={t("draw.stopSure")}
          description={t("draw.stopMore")}
          onConfirm={() => stop.mutate(input)}
        >
          <Button danger loading={stop.isPending}>{t("draw.stop")}</Button>
        </Popconfirm>
      ) : null}
      {phase === "stopped" ? (
        <Button loading={resume.isPending} onClick={() => resume.mutate(input)}>
          {t("draw.resume")}
        </Button>
      ) : null}
      {phase === "stopped" || phase === "over" ? (
        <Popconfirm
          title={t("form.confirmSure")}
          description={t("draw.endSure")}
          onConfirm={() => end.mutate(input)}
        >
          <Button loading={end.isPending}>{t("draw.end")}</Button>
        </Popconfirm>
      ) : null}
    </span>
  );
}
