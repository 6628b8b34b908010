<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US">
<context>
    <name>TrackListModel</name>
    <message numerus="yes">
        <source>%n comment(s)</source>
        <translation>
            <numerusform>%Ln comment</numerusform>
            <numerusform>%Ln comments</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>groundswell::ui::AddMusic</name>
    <message numerus="yes">
        <source>%n song(s) added</source>
        <translation>
            <numerusform>%Ln song added</numerusform>
            <numerusform>%Ln songs added</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) could not be read</source>
        <translation>
            <numerusform>%Ln file could not be read</numerusform>
            <numerusform>%Ln files could not be read</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n song(s) changed</source>
        <translation>
            <numerusform>%Ln song changed</numerusform>
            <numerusform>%Ln songs changed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The %n song(s) are in your library now</source>
        <translation>
            <numerusform>The song is in your library now</numerusform>
            <numerusform>The %Ln songs are in your library now</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) left out: no music</source>
        <translation>
            <numerusform>%Ln file left out: no music</numerusform>
            <numerusform>%Ln files left out: no music</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n song(s) not here any more</source>
        <translation>
            <numerusform>%Ln song not here any more</numerusform>
            <numerusform>%Ln songs not here any more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>groundswell::ui::ChecksPanel</name>
    <message numerus="yes">
        <source>%n checks</source>
        <translation>
            <numerusform>%Ln check</numerusform>
            <numerusform>%Ln checks</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>groundswell::ui::CollectionModel</name>
    <message numerus="yes">
        <source>%n song(s)</source>
        <translation>
            <numerusform>%Ln song</numerusform>
            <numerusform>%Ln songs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>groundswell::ui::CollectionPage</name>
    <message numerus="yes">
        <source>%n album(s)</source>
        <translation>
            <numerusform>%Ln album</numerusform>
            <numerusform>%Ln albums</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n artist(s)</source>
        <translation>
            <numerusform>%Ln artist</numerusform>
            <numerusform>%Ln artists</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>groundswell::ui::CommunityListModel</name>
    <message numerus="yes">
        <source>%n people</source>
        <translation>
            <numerusform>%Ln person</numerusform>
            <numerusform>%Ln people</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>groundswell::ui::Composer</name>
    <message numerus="yes">
        <source>%n characters too many</source>
        <translation>
            <numerusform>%Ln character too many</numerusform>
            <numerusform>%Ln characters too many</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>groundswell::ui::ConflictPage</name>
    <message numerus="yes">
        <source>You and %1 both changed %n of the same lines. Nothing is lost: whatever you leave out stays in the history.</source>
        <translation>
            <numerusform>You and %1 both changed the same line. Nothing is lost: whatever you leave out stays in the history.</numerusform>
            <numerusform>You and %1 both changed the same %Ln lines. Nothing is lost: whatever you leave out stays in the history.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Finish, %n left</source>
        <translation>
            <numerusform>Finish, %Ln left</numerusform>
            <numerusform>Finish, %Ln left</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>groundswell::ui::FirstRunPage</name>
    <message numerus="yes">
        <source>more than %n song(s) found</source>
        <translation>
            <numerusform>more than %Ln song found</numerusform>
            <numerusform>more than %Ln songs found</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n song(s) found</source>
        <translation>
            <numerusform>%Ln song found</numerusform>
            <numerusform>%Ln songs found</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>groundswell::ui::LeavingFolders</name>
    <message numerus="yes">
        <source>“%1” leaves the library with %n song(s). Its files stay.</source>
        <translation>
            <numerusform>“%1” leaves the library with %Ln song. Its files stay.</numerusform>
            <numerusform>“%1” leaves the library with %Ln songs. Its files stay.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>groundswell::ui::ScanLine</name>
    <message numerus="yes">
        <source>%n file(s) found</source>
        <translation>
            <numerusform>%Ln file found</numerusform>
            <numerusform>%Ln files found</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Server</name>
    <message numerus="yes">
        <source>That was too often. Try again in %n second(s).</source>
        <translation>
            <numerusform>That was too often. Try again in %n second.</numerusform>
            <numerusform>That was too often. Try again in %n seconds.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>groundswell::ui::SettingsPage</name>
    <message numerus="yes">
        <source>%n song(s)</source>
        <translation>
            <numerusform>%Ln song</numerusform>
            <numerusform>%Ln songs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>groundswell::ui::SignInForm</name>
    <message numerus="yes">
        <source>%n characters so far. Use 12 or a short sentence.</source>
        <translation>
            <numerusform>%Ln character so far. Use 12 or a short sentence.</numerusform>
            <numerusform>%Ln characters so far. Use 12 or a short sentence.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>groundswell::ui::SongsPage</name>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%Ln file</numerusform>
            <numerusform>%Ln files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) could not be read</source>
        <translation>
            <numerusform>%Ln file could not be read</numerusform>
            <numerusform>%Ln files could not be read</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n song(s)</source>
        <translation>
            <numerusform>%Ln song</numerusform>
            <numerusform>%Ln songs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n song(s) match “%1”</source>
        <translation>
            <numerusform>%Ln song matches “%1”</numerusform>
            <numerusform>%Ln songs match “%1”</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>groundswell::ui::SwellPreview</name>
    <message numerus="yes">
        <source>+%n</source>
        <comment>further comments at the same moment</comment>
        <translation>
            <numerusform>+%Ln</numerusform>
            <numerusform>+%Ln</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>groundswell::ui::SwellWidget</name>
    <message numerus="yes">
        <source>Comment by %1, at %2: %3. %n love(s)</source>
        <extracomment>Read aloud when the keyboard reaches a comment on the seek bar: author, time, text, loves</extracomment>
        <translation>
            <numerusform>Comment by %1, at %2: %3. %Ln love</numerusform>
            <numerusform>Comment by %1, at %2: %3. %Ln loves</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>groundswell::ui::SyncLine</name>
    <message numerus="yes">
        <source>Synced %n min ago</source>
        <translation>
            <numerusform>Synced %n min ago</numerusform>
            <numerusform>Synced %n min ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Synced %n hour(s) ago</source>
        <translation>
            <numerusform>Synced %n hour ago</numerusform>
            <numerusform>Synced %n hours ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Synced %n day(s) ago</source>
        <translation>
            <numerusform>Synced %n day ago</numerusform>
            <numerusform>Synced %n days ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) failed</source>
        <translation>
            <numerusform>%n change failed</numerusform>
            <numerusform>%n changes failed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n edit(s) crossed</source>
        <translation>
            <numerusform>%n edit crossed</numerusform>
            <numerusform>%n edits crossed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) waiting to send</source>
        <translation>
            <numerusform>%n change waiting to send</numerusform>
            <numerusform>%n changes waiting to send</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>groundswell::ui::SyncPage</name>
    <message numerus="yes">
        <source>Offline. %n waiting to be sent.</source>
        <translation>
            <numerusform>Offline. %Ln waiting to be sent.</numerusform>
            <numerusform>Offline. %Ln waiting to be sent.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>groundswell::ui::TranslatePage</name>
    <message numerus="yes">
        <source>%n drafts</source>
        <translation>
            <numerusform>%Ln draft</numerusform>
            <numerusform>%Ln drafts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n to look at</source>
        <translation>
            <numerusform>%Ln to look at</numerusform>
            <numerusform>%Ln to look at</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n problems</source>
        <translation>
            <numerusform>%Ln problem</numerusform>
            <numerusform>%Ln problems</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n empty</source>
        <translation>
            <numerusform>%Ln empty</numerusform>
            <numerusform>%Ln empty</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n suggestions</source>
        <translation>
            <numerusform>%Ln suggestion</numerusform>
            <numerusform>%Ln suggestions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n lines done</source>
        <translation>
            <numerusform>%1 of %Ln lines done</numerusform>
            <numerusform>%1 of %Ln lines done</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Publish, %n problems</source>
        <translation>
            <numerusform>Publish, %Ln problem</numerusform>
            <numerusform>Publish, %Ln problems</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TranslationChecks</name>
    <message numerus="yes">
        <source>The translation leaves out %n line(s) of the words.</source>
        <translation>
            <numerusform>The translation leaves out %Ln line of the words.</numerusform>
            <numerusform>The translation leaves out %Ln lines of the words.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>groundswell::community::CommentListModel</name>
    <message numerus="yes">
        <source>%n more replies</source>
        <translation>
            <numerusform>%Ln more reply</numerusform>
            <numerusform>%Ln more replies</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n like(s)</source>
        <translation>
            <numerusform>%Ln like</numerusform>
            <numerusform>%Ln likes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>groundswell::community::Talk</name>
    <message numerus="yes">
        <source>That is too long: %Ln character(s) at most.</source>
        <translation>
            <numerusform>That is too long: %Ln character at most.</numerusform>
            <numerusform>That is too long: %Ln characters at most.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>groundswell::ui</name>
    <message numerus="yes">
        <source>%n second(s)</source>
        <translation>
            <numerusform>%Ln second</numerusform>
            <numerusform>%Ln seconds</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%Ln minute</numerusform>
            <numerusform>%Ln minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Pinned · %n min read</source>
        <translation>
            <numerusform>Pinned · %Ln min read</numerusform>
            <numerusform>Pinned · %Ln min read</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more replies</source>
        <translation>
            <numerusform>%Ln more reply</numerusform>
            <numerusform>%Ln more replies</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Taken back, and %n that belong(s) to it.</source>
        <translation>
            <numerusform>Taken back, and %Ln that belongs to it.</numerusform>
            <numerusform>Taken back, and %Ln that belong to it.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>groundswell::ui::NetworkPage</name>
    <message numerus="yes">
        <source>%n song(s)</source>
        <translation>
            <numerusform>%Ln song</numerusform>
            <numerusform>%Ln songs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>groundswell::ui::QueuePage</name>
    <message numerus="yes">
        <source>%n song(s), %1</source>
        <comment>%1 is a length of time</comment>
        <translation>
            <numerusform>%Ln song, %1</numerusform>
            <numerusform>%Ln songs, %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n song(s) taken out of the queue again</source>
        <translation>
            <numerusform>%Ln song taken out of the queue again</numerusform>
            <numerusform>%Ln songs taken out of the queue again</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n song(s) back in the queue</source>
        <translation>
            <numerusform>%Ln song back in the queue</numerusform>
            <numerusform>%Ln songs back in the queue</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n song(s) taken out of the queue</source>
        <translation>
            <numerusform>%Ln song taken out of the queue</numerusform>
            <numerusform>%Ln songs taken out of the queue</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Stop in %n minute(s)</source>
        <translation>
            <numerusform>Stop in %Ln minute</numerusform>
            <numerusform>Stop in %Ln minutes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>groundswell::ui::OutputPopover</name>
    <message numerus="yes">
        <source>%n gap(s) in the sound since the start.</source>
        <translation>
            <numerusform>%Ln gap in the sound since the start.</numerusform>
            <numerusform>%Ln gaps in the sound since the start.</numerusform>
        </translation>
    </message>
</context>
</TS>
