import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { Button, Segmented } from "antd";
import { inLang } from "#packages/ui/i18n.ts";
import { type Item, usePages } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { type Column, Listing } from "../../parts/listing.tsx";
import { Empty } from "../../parts/note.tsx";
import { PageHead } from "../../parts/page-head.tsx";
import { useText } from "../../text.ts";
import { RepeatLimit } from "./repeat-limit.tsx";

type Listed = Item<"listReleases">;
const states = ["draft", "announced", "open", "closed", "settled", "cancelled"] as const;

/** All flash releases, newest first, with what can be done next with each. */
export function ReleasesPage() {
  const brand = useBrand();
  const { t } = useText();
  const navigate = useNavigate();
  const { state } = useSearch({ strict: false }) as { state?: Listed["state"] };
  const query = { limit: 50, ...(state ? { state } : {}) };
  const pages = usePages("listReleases", { path: brand.path, query });
  const create = brand.may("offers.write") ? (
    <Button type="primary" onClick={() => void navigate({ to: `/${brand.key}/releases/new` })}>
      {t("releases.new")}
    </Button>
  ) : null;
  return (
    <>
      <PageHead title={t("releases.title")} lead={t("releases.lead")} actions={create} />
      <Segmented
        className="c-states"
        aria-label={t("releases.state")}
        value={state ?? "all"}
        onChange={(next) =>
          void navigate({
            to: `/${brand.key}/releases`,
            search: next === "all" ? {} : { state: next },
          })
        }
        options={[
          { value: "all", label: t("form.all") },
          ...states.map((one) => ({ value: one, label: t(`releases.state.${one}`) })),
        ]}
      />
      <Listing
        label={t("releases.title")}
        pages={pages}
        columns={useColumns()}
        keyOf={(one) => one.releaseId}
        faded={(one) => one.state === "settled" || one.state === "cancelled"}
        empty={
          state ? (
            <Empty title={t("releases.emptyState")} />
          ) : (
            <Empty title={t("releases.empty")} next={t("releases.emptyNext")}>{create}</Empty>
          )
        }
      />
      <RepeatLimit />
    </>
  );
}

export function ReleaseState({ release }: { release: Pick<Listed, "state" | "stopped"> }) {
  const { t } = useText();
  const { state, stopped } = release;
  if (stopped) return <span className="c-state c-state-banned">{t("releases.stopped")}</span>;
  const look = state === "open" ? "c-state-live" : state === "announced" ? "c-state-paused" : "";
  return <span className={`c-state ${look}`}>{t(`releases.state.${state}`)}</span>;
}

function useColumns(): Column<Listed>[] {
  const { t, lang } = useText();
  const brand = useBrand();
  const to = (one: Listed) => `/${brand.key}/releases/${one.releaseId}`;
  return [
    {
      key: "name",
      title: t("releases.name"),
      head: true,
      cell: (one) => <Link to={to(one)}>{brand.named(one)}</Link>,
    },
    {
      key: "offer",
      title: t("releases.what"),
      cell: (one) => (one.offerTitle ? inLang(lang, one.offerTitle, one.offerTitleEn) : "—"),
    },
    {
      key: "how",
      title: t("releases.how"),
      cell: (one) => `${t(`releases.mode.${one.mode}`)} · ${t(`releases.kind.${one.kind}`)}`,
    },
    {
      key: "when",
      title: t("releases.when"),
      cell: (one) => t("releases.from", { from: brand.at(one.startsAt) }),
    },
    { key: "stock", title: t("releases.stock"), end: true, cell: (one) => one.stock },
    {
      key: "state",
      title: t("releases.state"),
      cell: (one) => <ReleaseState release={one} />,
    },
    {
      key: "next",
      title: "",
      end: true,
      cell: (one) => <Link to={to(one)}>{t(nextOf(one))}</Link>,
    },
  ];
}

function nextOf({ state }: Listed): "releases.edit" | "releases.watch" | "releases.look" {
  if (state === "draft") return "releases.edit";
  return state === "settled" || state === "cancelled" ? "releases.look" : "releases.watch";
}
