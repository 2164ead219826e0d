import { Link, Outlet } from "@tanstack/react-router";
import { Spin } from "antd";
import { Note } from "./parts/note.tsx";
import { problemText } from "./api.ts";
import { useText } from "./text.ts";

export function RootFrame() {
  return <Outlet />;
}

export function PageWaits() {
  const { t } = useText();
  return (
    <div className="c-waits" role="status" aria-label={t("kit.loading")}>
      <Spin />
    </div>
  );
}

export function PageFailed({ error }: { error: unknown }) {
  const { t } = useText();
  const { title, next } = problemText(error);
  const loading = error instanceof TypeError;
  return (
    <main className="c-alone">
      <Note
        title={loading ? t("error.page") : title}
        next={loading ? t("error.pageNext") : next}
        action={{ label: t("kit.retry"), run: () => location.reload() }}
      />
    </main>
  );
}

export function LostPage() {
  const { t } = useText();
  return (
    <main className="c-alone">
      <Note title={t("error.lost")} next={t("error.lostNext")} />
      <p>
        <Link to="/brands">{t("brands.title")}</Link>
      </p>
    </main>
  );
}
