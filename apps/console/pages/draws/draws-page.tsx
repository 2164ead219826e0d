import { Link, useNavigate } from "@tanstack/react-router";
import { Button } from "antd";
import { inLang } from "#packages/ui/i18n.ts";
import { type Item, usePages } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { type Column, Listing } from "../../parts/listing.tsx";
import { Empty } from "../../parts/note.tsx";
import { PageHead } from "../../parts/page-head.tsx";
import { useText } from "../../text.ts";

type Listed = Item<"listDraws">;

const looks = {
  draft: "draft",
  upcoming: "paused",
  open: "running",
  stopped: "refused",
  over: "paused",
  ended: "ended",
} as const;

export function PhaseTag({ phase }: { phase: keyof typeof looks }) {
  const { t } = useText();
  return <span className={`c-state c-state-${looks[phase]}`}>{t(`draws.phase.${phase}`)}</span>;
}

/** All draws, newest first. */
export function DrawsPage() {
  const brand = useBrand();
  const { t } = useText();
  const navigate = useNavigate();
  const pages = usePages("listDraws", { path: brand.path, query: { limit: 50 } });
  const create = brand.may("offers.write") ? (
    <Button type="primary" onClick={() => void navigate({ to: `/${brand.key}/draws/new` })}>
      {t("draws.new")}
    </Button>
  ) : null;
  return (
    <>
      <PageHead
        title={t("draws.title")}
        lead={t("draws.lead")}
        actions={
          <>
            <Link className="c-head-link" to={`/${brand.key}/wins`}>{t("draws.pays")}</Link>
            {create}
          </>
        }
      />
      <Listing
        label={t("draws.title")}
        pages={pages}
        columns={useColumns()}
        keyOf={(one) => one.drawId}
        faded={(one) => one.phase === "ended"}
        empty={<Empty title={t("draws.empty")} next={t("draws.emptyNext")}>{create}</Empty>}
      />
    </>
  );
}

function useColumns(): Column<Listed>[] {
  const { t, lang } = useText();
  const brand = useBrand();
  const window = ({ startsAt, endsAt }: Listed) =>
    startsAt === null || endsAt === null
      ? t("figure.none")
      : `${brand.at(startsAt)} – ${brand.at(endsAt - 1)}`;
  return [
    {
      key: "name",
      title: t("draws.name"),
      head: true,
      cell: (one) => (
        <Link to={`/${brand.key}/draws/${one.drawId}`}>{inLang(lang, one.name, one.nameEn)}</Link>
      ),
    },
    { key: "phase", title: t("draws.phase"), cell: (one) => <PhaseTag phase={one.phase} /> },
    { key: "window", title: t("draws.window"), cell: window },
    { key: "plays", title: t("draws.plays"), end: true, cell: (one) => one.plays },
    {
      key: "pool",
      title: t("draws.poolLeft"),
      end: true,
      cell: (one) =>
        one.poolMinor === 0 ? t("draws.noPool") : brand.money(one.poolLeftMinor),
    },
  ];
}
