import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { Skeleton } from "antd";
import { useState } from "react";
import { useAnswer, useWrite } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { ErrorNote } from "../../parts/note.tsx";
import { PageHead } from "../../parts/page-head.tsx";
import { useText } from "../../text.ts";
import { AnnounceDialog } from "./announce-dialog.tsx";
import {
  draftBody, draftOf, newRelease, type Release, type ReleaseDraft,
} from "./release-draft.ts";
import { ReleaseDetail } from "./release-detail.tsx";
import { ReleaseForm } from "./release-form.tsx";
import { ReleaseState } from "./releases-page.tsx";

export function NewReleasePage() {
  const brand = useBrand();
  const { t } = useText();
  const navigate = useNavigate();
  const create = useWrite("createRelease");
  const { timeZone } = brand.me.brand;
  const [first] = useState(() => newRelease(Date.now(), timeZone));
  const unitId = brand.unitsFor("offers.write")[0]?.unitId;
  const save = async (draft: ReleaseDraft, announce: boolean) => {
    const body = { ...draftBody(draft, timeZone), unitId: draft.unitId ?? "" };
    const { releaseId } = await create.mutateAsync({ path: brand.path, body });
    const search = announce ? { next: "announce" } : {};
    await navigate({ to: `/${brand.key}/releases/${releaseId}`, search });
  };
  return (
    <>
      <PageHead title={t("release.new")} lead={t("releases.lead")} />
      <ReleaseForm first={unitId ? { ...first, unitId } : first} isNew onSave={save} />
    </>
  );
}

export function ReleasePage() {
  const brand = useBrand();
  const { releaseId } = useParams({ strict: false }) as { releaseId: string };
  const path = { ...brand.path, releaseId };
  // live figures are looked at while something happens, seldom otherwise
  const found = useAnswer("getRelease", { path }, { refetchInterval: 3_000 });
  if (found.error) return <ErrorNote error={found.error} again={() => void found.refetch()} />;
  const release = found.data;
  if (!release || release.releaseId !== releaseId) return <Skeleton active />;
  if (release.state === "draft") return <EditRelease release={release} />;
  return <ReleaseDetail release={release} />;
}

function EditRelease({ release }: { release: Release }) {
  const brand = useBrand();
  const { t } = useText();
  const navigate = useNavigate();
  const { next } = useSearch({ strict: false }) as { next?: string };
  const [announcing, setAnnouncing] = useState(next === "announce");
  const save = useWrite("saveReleaseDraft", { done: t("release.saved") });
  const { timeZone } = brand.me.brand;
  // what is typed stays while the page asks again
  const [first] = useState(() => draftOf(release, timeZone));
  const path = { ...brand.path, releaseId: release.releaseId };
  const onSave = async (draft: ReleaseDraft, announce: boolean) => {
    await save.mutateAsync({ path, body: draftBody(draft, timeZone) });
    if (announce) setAnnouncing(true);
  };
  const close = () => {
    setAnnouncing(false);
    void navigate({ to: `/${brand.key}/releases/${release.releaseId}`, replace: true });
  };
  return (
    <>
      <PageHead title={brand.named(release)} lead={<ReleaseState release={release} />} />
      <ReleaseForm first={first} isNew={false} onSave={onSave} />
      {announcing ? <AnnounceDialog release={release} onClose={close} /> : null}
    </>
  );
}
