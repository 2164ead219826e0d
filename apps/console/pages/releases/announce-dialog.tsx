import { App, Checkbox, Modal } from "antd";
import { useState } from "react";
import { BihuanProblem } from "#packages/sdk/index.ts";
import { exactTime, timeSpan } from "#packages/ui/format.ts";
import { inLang } from "#packages/ui/i18n.ts";
import { problemText } from "../../api.ts";
import { useWrite } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { Note } from "../../parts/note.tsx";
import { useText } from "../../text.ts";
import type { Release } from "./release-draft.ts";
import { percentOf } from "./repeat-limit.tsx";

type Share = Pick<Release["moderation"], "losers" | "repeaters" | "shareBps" | "limitBps">;

/** Before a release is announced: what is locked, and who has lost again and again. */
export function AnnounceDialog({ release, onClose }: { release: Release; onClose(): void }) {
  const brand = useBrand();
  const { t } = useText();
  const { message } = App.useApp();
  const [problem, setProblem] = useState<unknown>();
  const [share, setShare] = useState<Share | null>(
    release.moderation.needsAcknowledgement ? release.moderation : null,
  );
  const [accepted, setAccepted] = useState(false);
  const announce = useWrite("announceRelease", {
    quiet: true,
    onDone: () => {
      message.success(t("announce.done"));
      onClose();
    },
  });
  const path = { ...brand.path, releaseId: release.releaseId };
  const refused = (error: unknown) => {
    const asks = error instanceof BihuanProblem && error.code === "release_needs_acknowledgement";
    // it may have come to this only while the page was open
    if (asks) setShare(error.params as unknown as Share);
    else setProblem(error);
  };
  const go = () => {
    setProblem(undefined);
    const body = share ? { acknowledge: true } : {};
    announce.mutate({ path, body }, { onError: refused });
  };
  return (
    <Modal
      open
      title={t("announce.title", { name: brand.named(release) })}
      onCancel={onClose}
      cancelText={t("announce.back")}
      okText={share ? t("announce.iKnow") : t("announce.go")}
      okButtonProps={{ danger: share !== null, disabled: share !== null && !accepted }}
      confirmLoading={announce.isPending}
      onOk={go}
    >
      {problem ? <Note {...problemText(problem)} /> : null}
      <p>{t("announce.locks")}</p>
      <Locks release={release} />
      {share ? <TooMany share={share} accepted={accepted} onAccept={setAccepted} /> : null}
    </Modal>
  );
}

function Locks({ release }: { release: Release }) {
  const brand = useBrand();
  const { t, lang } = useText();
  const { offerTitle, offerTitleEn, stock, mode } = release;
  const title = offerTitle ? inLang(lang, offerTitle, offerTitleEn) : "—";
  const { timeZone } = brand.me.brand;
  const span = timeSpan(release.startsAt, release.endsAt, timeZone, lang, Date.now());
  const warmUp = exactTime(release.warmUpAt, timeZone, lang, Date.now());
  const count = Math.round(release.holdSeconds / 60);
  return (
    <ul className="c-release-locks">
      <li>{t("announce.offer", { title })}</li>
      <li>{t("announce.stock", { stock })}</li>
      <li>{t("announce.times", { span })}</li>
      <li>{t("announce.warmUp", { at: warmUp })}</li>
      <li>{t("announce.rule", { mode: t(`releases.mode.${mode}`), count })}</li>
      <li>{t("announce.seed")}</li>
    </ul>
  );
}

interface TooManyProps {
  readonly share: Share;
  readonly accepted: boolean;
  onAccept(accepted: boolean): void;
}

function TooMany({ share, accepted, onAccept }: TooManyProps) {
  const { t } = useText();
  const { losers, repeaters, shareBps, limitBps } = share;
  const figures = { losers, repeaters, share: percentOf(shareBps), limit: percentOf(limitBps) };
  return (
    <Note title={t("announce.tooMany")} next={t("announce.share", figures)}>
      <p>{t("announce.means")}</p>
      <Checkbox checked={accepted} onChange={(event) => onAccept(event.target.checked)}>
        {t("announce.iKnow")}
      </Checkbox>
    </Note>
  );
}
