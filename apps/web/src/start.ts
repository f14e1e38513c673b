import "./styles/fonts.css";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/layout.css";
import "./styles/components.css";
import { drawnRoot } from "./lib/drawn.js";
import { painted } from "./lib/painted.js";

// What the server has drawn is seen before the browser is busy with the page's code.
if (drawnRoot() !== null) await painted();
await import("./main.js");
