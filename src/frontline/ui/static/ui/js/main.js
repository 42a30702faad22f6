// Everything a page does by itself. Each module looks after one thing and starts on its own.
import "./toasts.js";
import "./dialogs.js";
import "./menus.js";
import "./keyboard.js";
import "./rows.js";
import "./help.js";
import "./palette.js";
import "./theme-choice.js";
import "./times.js";
import "./left.js";
import "./requests.js";
import "./live.js";
import "./copy.js";
import "./passkeys.js";
import "./fields.js";
