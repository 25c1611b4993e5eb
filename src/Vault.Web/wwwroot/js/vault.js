// What a page needs script for, one module each. Every page works without it, only less conveniently.
import "./forget.js";
import "./pages.js";
import "./dialog.js";
import "./countdown.js";
import "./secret.js";
import "./passkey.js";
import "./sheet.js";
import "./demo.js";
