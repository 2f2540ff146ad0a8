// A document's page, made quicker: facts are fetched without reloading, links land on words, keys move about.
// Without this script every link still works: the server shows the fact, marks the words and finds what is looked for.

import "./document/facts.js";
import "./document/outline.js";
import "./document/find.js";
import "./document/terms.js";
import "./document/copy.js";
import "./document/print.js";
