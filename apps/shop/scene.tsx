type SceneKind = "house" | "hills" | "cup";

interface SceneProps {
  kind: SceneKind;
  /** The same seed always gives the same picture. */
  seed: string;
  /** One character on the house's plaque. */
  mark?: string;
  label?: string;
}

/** Our own picture where a unit has uploaded none: drawn in the brand's colours. */
export function Scene({ kind, seed, mark, label }: SceneProps) {
  const turn = hash(seed);
  const sunX = (kind === "house" ? 70 : 250) + (turn % 80);
  const sunY = (kind === "house" ? 104 : 66) + ((turn >> 4) % 24);
  return (
    <svg
      className="scene"
      viewBox="0 0 400 300"
      preserveAspectRatio="xMidYMid slice"
      role={label ? "img" : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : true}
    >
      <rect className="scene-sky" width="400" height="300" />
      <circle className="scene-sun" cx={sunX} cy={sunY} r="30" />
      <Hills variant={turn % 3} />
      {kind === "house" ? <House mark={mark ?? ""} /> : null}
      {kind === "hills" ? <Terraces /> : null}
      {kind === "cup" ? <Cup /> : null}
    </svg>
  );
}

const ridges = [
  ["M0 176C40 150 70 118 104 108c30-8 52 34 92 30 34-4 58-52 94-54 40-2 70 46 110 60v60H0z",
    "M0 206c50-26 92-44 140-30 46 14 74 14 118-8 50-24 96-12 142 14v40H0z"],
  ["M0 150c50-34 84-52 120-34 40 20 60 40 104 20 40-18 70-44 108-34 30 8 50 30 68 40v70H0z",
    "M0 196c60-10 96-40 150-30 60 10 84 34 134 22 46-12 80-24 116-12v48H0z"],
  ["M0 166c30-10 60-60 98-68 44-8 66 44 108 54 46 10 78-54 122-50 30 2 52 30 72 46v66H0z",
    "M0 210c44-30 100-40 152-20 50 18 90 6 130-12 46-20 82-6 118 8v36H0z"],
] as const;

function Hills({ variant }: { variant: number }) {
  const [far, near] = ridges[variant] ?? ridges[0];
  return (
    <g>
      <path className="scene-far" d={far} />
      <path className="scene-near" d={near} />
      <path className="scene-mist" d="M0 188c80-14 130 10 204 0s132-14 196-2v34H0z" />
    </g>
  );
}

function House({ mark }: { mark: string }) {
  return (
    <g>
      <path className="scene-field" d="M0 200c90-26 200-2 270 44v40H0z" />
      <path className="scene-rows" d="M0 214c80-20 160-8 230 24M0 230c70-16 140-6 200 16" />
      <path className="scene-ground" d="M0 240c90-12 300 4 400-6v66H0z" />
      <g transform="translate(140 4)">
        <rect className="scene-wall" x="100" y="82" width="76" height="40" />
        <path
          className="scene-lattice"
          d="M112 96v18m13-18v18m13-18v18m13-18v18m13-18v18M106 105h64"
        />
        <path
          className="scene-roof"
          d="M74 88c18-4 30-16 36-32h56c6 16 18 28 36 32-14 5-28 4-36 2h-56c-8 2-22 3-36-2z"
        />
        <rect className="scene-roof" x="104" y="50" width="68" height="8" rx="4" />
        <rect className="scene-wall" x="66" y="152" width="144" height="92" />
        <path
          className="scene-roof"
          d="M30 158c26-6 44-20 54-42h108c10 22 28 36 54 42-18 6-36 5-48 2H78c-12 3-30
          4-48-2z"
        />
        <path
          className="scene-tiles"
          d="M92 122l-12 34m28-34l-7 36m23-36l-3 36m17-36v36m16-36l3 36m13-36l7 36m8-36l12 34"
        />
        <rect className="scene-post" x="70" y="160" width="6" height="84" />
        <rect className="scene-post" x="200" y="160" width="6" height="84" />
        <rect className="scene-light" x="84" y="176" width="30" height="40" rx="2" />
        <rect className="scene-light" x="162" y="176" width="30" height="40" rx="2" />
        <path
          className="scene-lattice"
          d="M94 176v40m10-40v40M84 189h30m-30 13h30m58-26v40m10-40v40m-20-27h30m-30 13h30"
        />
        <rect className="scene-door" x="120" y="178" width="36" height="66" />
        <rect className="scene-light" x="125" y="184" width="11" height="34" />
        <rect className="scene-light" x="140" y="184" width="11" height="34" />
        <rect className="scene-plaque" x="122" y="126" width="32" height="32" rx="4" />
        <text className="scene-mark" x="138" y="149">{mark}</text>
        <path className="scene-step" d="M104 244h68l10 10H94z" />
        <Lantern x={52} />
        <Lantern x={224} />
      </g>
      <TeaTable />
    </g>
  );
}

function Lantern({ x }: { x: number }) {
  return (
    <g>
      <path className="scene-cord" d={`M${x} 158v12m0 24v12`} />
      <ellipse className="scene-lantern" cx={x} cy="182" rx="10" ry="12" />
      <path className="scene-cap" d={`M${x - 5} 170h10m-10 24h10`} />
    </g>
  );
}

function TeaTable() {
  return (
    <g transform="translate(-226 4)">
      <path className="scene-steam" d="M308 186c-8-10 8-16 0-28m14 30c-7-9 7-14 0-24" />
      <ellipse className="scene-shade" cx="314" cy="262" rx="66" ry="8" />
      <rect className="scene-post" x="268" y="236" width="7" height="26" />
      <rect className="scene-post" x="352" y="236" width="7" height="26" />
      <rect className="scene-roof" x="254" y="230" width="120" height="8" rx="4" />
      <path
        className="scene-pot"
        d="M288 230c-10-6-13-28 4-34h32c14 4 15 12 26 8-2 12-14 18-24 26z"
      />
      <path className="scene-handle" d="M292 200c-20-4-24 22-4 24" />
      <rect className="scene-pot" x="298" y="190" width="20" height="7" rx="3.5" />
      <circle className="scene-pot" cx="308" cy="188" r="3.5" />
      <path
        className="scene-cup"
        d="M352 218h16c0 7-3 12-8 12s-8-5-8-12zM262 218h16c0 7-3 12-8 12s-8-5-8-12z"
      />
    </g>
  );
}

function Terraces() {
  return (
    <g>
      <path className="scene-field" d="M0 222c80-40 190-36 260-14 60 18 100 14 140 2v90H0z" />
      <path
        className="scene-rows"
        d="M0 240c90-38 190-32 262-10 56 16 98 14 138 2M0 258c96-36 196-28 268-8 52 14 92
        12 132 4M0 276c100-32 200-24 270-8 50 12 88 10 130 6"
      />
      <path
        className="scene-tree"
        d="M68 214v-40m0 10c-16-2-20-18-10-26 4-14 22-14 24 0 12 8 4 24-14 26z"
      />
    </g>
  );
}

function Cup() {
  return (
    <g>
      <path className="scene-ground" d="M0 244c110-8 280-8 400 0v56H0z" />
      <path
        className="scene-steam"
        d="M178 128c-12-16 12-26 0-44m24 44c-12-16 12-26 0-44m24 44c-10-14 10-22 0-38"
      />
      <ellipse className="scene-shade" cx="202" cy="254" rx="98" ry="9" />
      <path className="scene-saucer" d="M122 240h160c-8 12-28 14-80 14s-72-2-80-14z" />
      <path className="scene-bowl" d="M138 148h128c2 50-18 92-64 92s-66-42-64-92z" />
      <ellipse className="scene-tea" cx="202" cy="149" rx="62" ry="9" />
      <path className="scene-leaf" d="M196 150c6-7 16-7 22-2-6 5-16 6-22 2z" />
    </g>
  );
}

function hash(seed: string): number {
  let value = 7;
  for (let at = 0; at < seed.length; at += 1) value = (value * 31 + seed.charCodeAt(at)) >>> 0;
  return value >>> 3;
}
