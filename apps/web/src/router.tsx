import { type ComponentType, lazy } from "react";
import { BrowserRouter, Route, Routes } from "react-router";
import { Layout } from "./components/Layout.js";

/** A page's code is loaded when it is first opened. */
const page = (load: () => Promise<{ Component: ComponentType }>) => lazy(async () => ({ default: (await load()).Component }));

const Search = page(() => import("./routes/search.js"));
const Meeting = page(() => import("./routes/meeting.js"));
const Speech = page(() => import("./routes/speech.js"));
const Texts = page(() => import("./routes/texts.js"));
const StudyText = page(() => import("./routes/study-text.js"));
const People = page(() => import("./routes/people.js"));
const Person = page(() => import("./routes/person.js"));
const Bodies = page(() => import("./routes/bodies.js"));
const Body = page(() => import("./routes/body.js"));
const Phrases = page(() => import("./routes/phrases.js"));
const Phrase = page(() => import("./routes/phrase.js"));
const Wanted = page(() => import("./routes/wanted.js"));
const Accuracy = page(() => import("./routes/accuracy.js"));
const LinkText = page(() => import("./routes/link.js"));
const Status = page(() => import("./routes/status.js"));
const Import = page(() => import("./routes/import.js"));
const NotFound = page(() => import("./routes/not-found.js"));

/** Every address of the page and what it shows. */
export function Pages() {
  return (
    // Not as transitions: a box that is ticked must show its tick at once, not when the page is drawn anew.
    <BrowserRouter useTransitions={false}>
      <Routes>
        <Route element={<Layout />}>
          <Route path="/" element={<Search />} />
          <Route path="/meetings/:id" element={<Meeting />} />
          <Route path="/speeches/:id" element={<Speech />} />
          <Route path="/texts" element={<Texts />} />
          <Route path="/texts/:id" element={<StudyText />} />
          <Route path="/people" element={<People />} />
          <Route path="/people/:id" element={<Person />} />
          <Route path="/bodies" element={<Bodies />} />
          <Route path="/bodies/:id" element={<Body />} />
          <Route path="/phrases" element={<Phrases />} />
          <Route path="/phrases/:id" element={<Phrase />} />
          <Route path="/wanted" element={<Wanted />} />
          <Route path="/accuracy" element={<Accuracy />} />
          <Route path="/link" element={<LinkText />} />
          <Route path="/status" element={<Status />} />
          <Route path="/import" element={<Import />} />
          <Route path="*" element={<NotFound />} />
        </Route>
      </Routes>
    </BrowserRouter>
  );
}
