// What the pages of studies do beyond what every page does.
import "./culprits.js";
