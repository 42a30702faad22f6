// What the inbox's pages do beyond what every page does.
import "./merging.js";
import "./list.js";
import "./opening.js";
import "./timeline.js";
import "./drafts.js";
import "./modes.js";
import "./files.js";
import "./sending.js";
import "./assigning.js";
import "./snoozing.js";
import "./choosing.js";
