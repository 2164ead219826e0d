import { Button, Input, Modal, Popconfirm } from "antd";
import { useState } from "react";
import { timeSpan } from "#packages/ui/format.ts";
import { useWrite } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { type Column, Rows } from "../../parts/listing.tsx";
import { Note } from "../../parts/note.tsx";
import { PageHead } from "../../parts/page-head.tsx";
import { useText } from "../../text.ts";
import { EntryList } from "./entry-list.tsx";
import type { Release } from "./release-draft.ts";
import { ReleaseState } from "./releases-page.tsx";
import { percentOf } from "./repeat-limit.tsx";

/** An announced release: live figures, slots, who is where, and the ways to end it. */
export function ReleaseDetail({ release }: { release: Release }) {
  const brand = useBrand();
  const { t, lang } = useText();
  const { timeZone } = brand.me.brand;
  const over = release.state === "settled" || release.state === "cancelled";
  const span = timeSpan(release.startsAt, release.endsAt, timeZone, lang, Date.now());
  return (
    <>
      <PageHead
        title={brand.named(release)}
        lead={<><ReleaseState release={release} /> {span}</>}
        actions={
          <>
            <a className="c-head-link" href={`/${brand.key}/flash/${release.releaseId}`}>
              {t("release.memberPage")}
            </a>
            {over || !brand.may("offers.publish") ? null : (
              <>
                <Stop release={release} />
                <Cancel release={release} />
              </>
            )}
          </>
        }
      />
      {release.cancelReason ? (
        <Note title={t("release.cancelledWhy", { reason: release.cancelReason })} />
      ) : null}
      <Figures release={release} />
      <section className="c-section">
        <h2>{t(release.kind === "numbers" ? "releases.kind.numbers" : "release.slots")}</h2>
        <Slots release={release} />
      </section>
      <Repeat release={release} />
      <EntryList release={release} />
    </>
  );
}

const shown = [
  "entered", "queued", "held", "confirmed", "waiting", "expired", "givenUp", "lost",
] as const;

function Figures({ release }: { release: Release }) {
  const { t } = useText();
  const { figures, slots, stock } = release;
  const left = slots.reduce((sum, slot) => sum + slot.left, 0);
  const { confirmed, held, waiting } = figures;
  const width = (units: number) => ({ width: `${stock > 0 ? (units / stock) * 100 : 0}%` });
  return (
    <section className="c-section" aria-label={t("release.figures")}>
      <p className="c-sentence">
        {t("release.sentence", { stock, confirmed, held, left, waiting })}
      </p>
      <div className="c-release-bar" aria-hidden="true">
        <span style={width(confirmed)} />
        <span style={width(held)} />
      </div>
      <dl className="c-release-figures">
        {shown.map((figure) => (
          <div key={figure}>
            <dt>{t(`release.${figure}`)}</dt>
            <dd>{figures[figure]}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

type Slot = Release["slots"][number];

function Slots({ release }: { release: Release }) {
  const brand = useBrand();
  const { t, lang } = useText();
  const numbers = release.kind === "numbers";
  const columns: Column<Slot>[] = [
    {
      key: "slot",
      title: t(numbers ? "release.number" : "release.slot"),
      head: true,
      cell: (one) =>
        numbers
          ? one.number
          : timeSpan(one.startsAt, one.endsAt, brand.me.brand.timeZone, lang, Date.now()),
    },
    { key: "stock", title: t("releases.stock"), end: true, cell: (one) => one.stock },
    { key: "left", title: t("release.left"), end: true, cell: (one) => one.left },
    { key: "queued", title: t("release.queued"), end: true, cell: (one) => one.queued },
    { key: "waiting", title: t("release.waiting"), end: true, cell: (one) => one.waiting },
    {
      key: "state",
      title: t("releases.state"),
      cell: (one) => t(`release.slotState.${one.state}`),
    },
    {
      key: "seed",
      title: t("release.seed"),
      cell: (one) => <code className="c-release-seed">{one.commitment?.slice(0, 16) ?? "—"}</code>,
    },
  ];
  return (
    <Rows
      label={t("release.slots")}
      columns={columns}
      items={release.slots}
      keyOf={(one) => one.slotId}
    />
  );
}

function Repeat({ release }: { release: Release }) {
  const brand = useBrand();
  const { t } = useText();
  const { losers, repeaters, shareBps, limitBps, acknowledged } = release.moderation;
  const figures = { losers, repeaters, share: percentOf(shareBps), limit: percentOf(limitBps) };
  return (
    <section className="c-section">
      <h2>{t("release.repeat")}</h2>
      <p className={shareBps > limitBps ? "c-bad" : ""}>{t("release.repeatShare", figures)}</p>
      {acknowledged ? (
        <p className="c-quiet">
          {t("release.acknowledged", {
            name: acknowledged.staffName ?? "—",
            at: brand.at(acknowledged.at),
            share: percentOf(acknowledged.shareBps),
          })}
        </p>
      ) : null}
    </section>
  );
}

function Stop({ release }: { release: Release }) {
  const brand = useBrand();
  const { t } = useText();
  const stop = useWrite("stopRelease", { done: t("release.stopDone") });
  const lift = useWrite("liftReleaseStop", { done: t("release.lifted") });
  const path = { ...brand.path, releaseId: release.releaseId };
  if (release.stopped) {
    return (
      <Popconfirm title={t("form.confirmSure")} onConfirm={() => lift.mutate({ path })}>
        <Button loading={lift.isPending}>{t("release.lift")}</Button>
      </Popconfirm>
    );
  }
  return (
    <Popconfirm
      title={t("release.stopSure")}
      description={t("release.stopMore")}
      onConfirm={() => stop.mutate({ path })}
    >
      <Button danger loading={stop.isPending}>{t("release.stop")}</Button>
    </Popconfirm>
  );
}

function Cancel({ release }: { release: Release }) {
  const brand = useBrand();
  const { t } = useText();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState("");
  const cancel = useWrite("cancelRelease", {
    done: t("release.cancelled"),
    onDone: () => setOpen(false),
  });
  const path = { ...brand.path, releaseId: release.releaseId };
  return (
    <>
      <Button type="text" danger onClick={() => setOpen(true)}>{t("release.cancel")}</Button>
      <Modal
        open={open}
        title={t("release.cancelTitle")}
        okText={t("release.cancel")}
        okButtonProps={{ danger: true, disabled: reason.trim() === "" }}
        confirmLoading={cancel.isPending}
        onOk={() => cancel.mutate({ path, body: { reason: reason.trim() } })}
        onCancel={() => setOpen(false)}
      >
        <p>{t("release.cancelMore")}</p>
        <label className="c-label">
          {t("release.cancelReason")}
          <Input.TextArea
            maxLength={200}
            showCount
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </label>
      </Modal>
    </>
  );
}
