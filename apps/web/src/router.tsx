import { type ComponentType, lazy } from "react";
import { Layout } from "./components/Layout.js";
import { Route, Switch } from "./lib/navigation.js";

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
const SignIn = page(() => import("./routes/sign-in.js"));
const Compare = page(() => import("./routes/compare.js"));
const Queue = page(() => import("./routes/queue.js"));
const NotFound = page(() => import("./routes/not-found.js"));

/** Every address of the page and what it shows. */
export function Pages() {
  return (
    <Layout>
      <Switch>
        <Route path="/" component={Search} />
        <Route path="/meetings/:id" component={Meeting} />
        <Route path="/speeches/:id" component={Speech} />
        <Route path="/texts" component={Texts} />
        <Route path="/texts/:id" component={StudyText} />
        <Route path="/people" component={People} />
        <Route path="/people/:id" component={Person} />
        <Route path="/bodies" component={Bodies} />
        <Route path="/bodies/:id" component={Body} />
        <Route path="/phrases" component={Phrases} />
        <Route path="/phrases/:id" component={Phrase} />
        <Route path="/wanted" component={Wanted} />
        <Route path="/accuracy" component={Accuracy} />
        <Route path="/link" component={LinkText} />
        <Route path="/status" component={Status} />
        <Route path="/import" component={Import} />
        <Route path="/sign-in" component={SignIn} />
        <Route path="/compare" component={Compare} />
        <Route path="/queue" component={Queue} />
        <Route component={NotFound} />
      </Switch>
    </Layout>
  );
}
